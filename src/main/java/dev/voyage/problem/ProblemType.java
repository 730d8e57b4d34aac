package dev.voyage.problem;

/** The types of problem (RFC 9457). Their names, in lower case with dashes, are public URIs: add, never rename. */
public enum ProblemType {
    BAD_PARAMETER(400, "Invalid parameter"),
    BAD_CONDITION(400, "Invalid condition"),
    UNAUTHENTICATED(401, "Authentication required"),
    FORBIDDEN(403, "Access denied"),
    NOT_FOUND(404, "Not found"),
    UNKNOWN_TARGET(404, "Unknown target name"),
    UNKNOWN_CATALOGUE(404, "Unknown catalogue"),
    UNKNOWN_OBSERVATION(404, "Unknown observation"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    CONFLICT(409, "Not possible in this phase"),
    BODY_TOO_LARGE(413, "Request body too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    RANGE_NOT_SATISFIABLE(416, "Range not satisfiable"),
    KEY_REUSED(422, "Idempotency key reused"),
    AMBIGUOUS_CATALOGUE(422, "Ambiguous catalogue"),
    UNKNOWN_COLUMN(422, "Unknown column"),
    NO_PREVIEW(422, "No preview of this file"),
    TOO_MANY(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    REFUSED(502, "Request refused by the archive"),
    MALFORMED(502, "Malformed document from the archive"),
    TOO_LARGE(502, "Limit exceeded"),
    EGRESS_REFUSED(502, "Address not allowed"),
    UNSAFE_NAME(502, "Unsafe file name"),
    CORRUPT(502, "Corrupt file", true),
    UNAVAILABLE(503, "Archive unavailable", true),
    BUSY(503, "Server busy", true),
    NOT_CONFIGURED(503, "Not configured"),
    STORAGE(507, "Storage failure");

    private final int status;
    private final String title;
    private final boolean retryable;

    ProblemType(int status, String title) {
        this(status, title, false);
    }

    ProblemType(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    /** The HTTP status of a response with this problem. */
    public int status() {
        return status;
    }

    /** The short, unchanging human summary. */
    public String title() {
        return title;
    }

    /** Whether the same request can succeed later without anyone changing anything. */
    public boolean retryable() {
        return retryable;
    }

    /** The stable URI path that names this type, such as {@code /problems/unknown-target}. */
    public String type() {
        return "/problems/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
