package dev.voyage.problem;

import java.util.Arrays;
import java.util.Optional;

/** Advice for each type of problem: one sentence on how to solve it. */
public final class ProblemAdvice {

    private ProblemAdvice() {}

    /** The problem type with this URI path, such as {@code /problems/unknown-target}; empty for any other path. */
    public static Optional<ProblemType> kind(String uri) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.type().equals(uri))
                .findFirst();
    }

    /** The advice for a problem of this type. */
    public static String of(ProblemType type) {
        return switch (type) {
            case BAD_PARAMETER -> "Correct the parameter named in the detail; nothing has been started.";
            case BAD_CONDITION ->
                "Write it as the WHERE clause of an SQL query on the catalogue's columns, such as"
                        + " exposure_a <= 10000 AND status = 'archived'. The problem says at which"
                        + " character reading stopped, counted from 0.";
            case UNAUTHENTICATED -> "Send the credentials that this server requires.";
            case FORBIDDEN -> "Use the credentials of the user who started the search.";
            case NOT_FOUND -> "Check the address. Removed searches and files cannot be restored.";
            case UNKNOWN_TARGET ->
                "Check the spelling of the name, or give coordinates: 61.8186 +3.7072," + " or 04h07m16.5s +03d42m26s.";
            case UNKNOWN_CATALOGUE ->
                "Search the registry by keywords for the catalogue's name (voyage catalogues"
                        + " nustar, or /v1/catalogues?keywords=nustar), or give the URL of its cone"
                        + " search.";
            case AMBIGUOUS_CATALOGUE ->
                "Name the table as ivo://authority/catalogue#table, or give the URL of its cone"
                        + " search; the problem lists both (choices).";
            case UNKNOWN_OBSERVATION ->
                "Take ids from observation.found of a search with the same targets and catalogues; the problem lists"
                        + " those without a row (observations).";
            case METHOD_NOT_ALLOWED -> "Use one of the methods in the response's Allow header.";
            case NOT_ACCEPTABLE -> "Send an Accept header with one of the available media types.";
            case CONFLICT -> "Check the phase of the search first.";
            case KEY_REUSED ->
                "Use a new Idempotency-Key for each new request, the same key only to repeat the" + " same request.";
            case BODY_TOO_LARGE -> "Send a smaller request.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "Send JSON, with Content-Type: application/json, or a table of targets as CSV or VOTable; a job's"
                        + " parameters as a form. Not compressed.";
            case RANGE_NOT_SATISFIABLE ->
                "Request a range within the length given in Content-Range, or the whole resource.";
            case UNKNOWN_COLUMN ->
                "Use a column that the catalogue has; the problem lists them. Names are compared"
                        + " without regard to case.";
            case NO_PREVIEW ->
                "Download the file itself. Previews are made of FITS files, also gzip and tile-compressed ones, within the"
                        + " bounds that the operator sets (voyage.previews).";
            case TOO_MANY -> "Wait until a running search or request has ended, then try again.";
            case INTERNAL -> "This is an error in voyage. The server's log has the details; please report them.";
            case REFUSED ->
                "The archive understood the request and will not serve it. Its reason is in the" + " detail.";
            case MALFORMED ->
                "The archive's response violates its protocol. Try again later; if the problem persists,"
                        + " report it to the archive.";
            case TOO_LARGE -> "Request less, or have the operator raise the limit named in the detail (voyage.limits).";
            case EGRESS_REFUSED ->
                "Addresses in private networks are refused unless the operator allows" + " them (voyage.egress.allow).";
            case UNSAFE_NAME -> "The file was not downloaded: its name could point outside the data directory.";
            case CORRUPT -> "Try again. If the problem persists, the archive's copy is damaged.";
            case UNAVAILABLE -> "Try again later: files that are already present are kept and not fetched again.";
            case BUSY -> "Try again after the time given in Retry-After.";
            case NOT_CONFIGURED -> "Ask the operator to set it up.";
            case STORAGE -> "Free some space, or check the permissions of the data directory.";
        };
    }
}
