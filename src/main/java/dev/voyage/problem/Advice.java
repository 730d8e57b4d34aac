package dev.voyage.problem;

import java.util.Arrays;
import java.util.Optional;

/** What can be done about each kind of problem, in a sentence for people. */
public final class Advice {

    private Advice() {}

    /** The kind that this type, such as {@code /problems/unknown-target}, names. */
    public static Optional<Kind> kind(String type) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.type().equals(type))
                .findFirst();
    }

    /** What helps. */
    public static String of(Kind kind) {
        return switch (kind) {
            case BAD_PARAMETER -> "Correct what the sentence names; nothing has been started.";
            case BAD_CONDITION ->
                "Write it as the WHERE clause of an SQL query on the catalogue's columns, such as"
                        + " exposure_a <= 10000 AND status = 'archived'. The problem says at which"
                        + " character reading stopped, counted from 0.";
            case UNAUTHENTICATED -> "Send the credentials that this server wants.";
            case FORBIDDEN -> "Ask as the one who started the search.";
            case NOT_FOUND -> "Check the address. A search or file that was removed does not come back.";
            case UNKNOWN_TARGET ->
                "Check the spelling of the name, or give coordinates: 61.8186 +3.7072," + " or 04h07m16.5s +03d42m26s.";
            case UNKNOWN_CATALOGUE ->
                "Search the registry by keywords for the catalogue's name (voyage catalogues"
                        + " nustar, or /v1/catalogues?keywords=nustar), or give the URL of its cone"
                        + " search.";
            case METHOD_NOT_ALLOWED -> "Use one of the methods in the answer's Allow header.";
            case NOT_ACCEPTABLE -> "Send an Accept header with one of the available media types.";
            case CONFLICT -> "Look at the phase of the search first.";
            case KEY_REUSED ->
                "Use a new Idempotency-Key for each new request, the same key only to repeat the" + " same request.";
            case BODY_TOO_LARGE -> "Send less at once.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "Send JSON, with Content-Type: application/json, or a table of targets as CSV or VOTable; a job's"
                        + " parameters as a form. Not compressed.";
            case RANGE_NOT_SATISFIABLE ->
                "Ask for a range within the length that Content-Range tells, or for all of it.";
            case UNKNOWN_COLUMN ->
                "Use a column that the catalogue has; the problem lists them. Names are compared"
                        + " without regard to case.";
            case TOO_MANY -> "Wait until something has ended, then try again.";
            case INTERNAL -> "This is a mistake in voyage. The server's log has the details; please report" + " them.";
            case REFUSED ->
                "The archive understood the request and will not serve it. Its own words are in" + " the sentence.";
            case MALFORMED ->
                "The archive sent something other than its protocol says. Try later; if it stays,"
                        + " tell the archive.";
            case TOO_LARGE ->
                "Ask for less, or let the operator raise the limit that the sentence names" + " (voyage.limits).";
            case EGRESS_REFUSED ->
                "Addresses inside private networks are not reached unless the operator allows"
                        + " them (voyage.egress.allow).";
            case UNSAFE_NAME -> "The file stays at the archive: its name could escape the data directory.";
            case CORRUPT -> "Try again. If it stays, the file is damaged at the archive.";
            case UNAVAILABLE -> "Try again later: what is here already is kept and not fetched again.";
            case BUSY -> "Try again after the pause that the answer names.";
            case NOT_CONFIGURED -> "Ask the operator to set it up.";
            case STORAGE -> "Free some space, or check the permissions of the data directory.";
        };
    }
}
