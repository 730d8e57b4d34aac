package dev.voyage.problem;

/**
 * The kinds of problem. Their names in lower case with dashes are public URIs: add, never rename.
 */
public enum Kind {
    BAD_PARAMETER(400, "A parameter is wrong"),
    BAD_CONDITION(400, "The condition cannot be read"),
    UNAUTHENTICATED(401, "Who are you"),
    FORBIDDEN(403, "Not yours"),
    NOT_FOUND(404, "There is no such thing here"),
    UNKNOWN_TARGET(404, "No resolver knows this name"),
    UNKNOWN_CATALOGUE(404, "No registry knows a cone search for this catalogue"),
    METHOD_NOT_ALLOWED(405, "Not done with this resource"),
    NOT_ACCEPTABLE(406, "Not to be had in this form"),
    CONFLICT(409, "Not possible in this phase"),
    BODY_TOO_LARGE(413, "The request is larger than the limit"),
    UNSUPPORTED_MEDIA_TYPE(415, "Not understood in this form"),
    RANGE_NOT_SATISFIABLE(416, "Nothing of what is asked for is there"),
    KEY_REUSED(422, "The same key with another body"),
    UNKNOWN_COLUMN(422, "The catalogue has no such column"),
    TOO_MANY(429, "Too much at once"),
    INTERNAL(500, "A bug of ours"),
    REFUSED(502, "The archive refused"),
    MALFORMED(502, "The archive's document cannot be read"),
    TOO_LARGE(502, "Larger than the limit"),
    EGRESS_REFUSED(502, "An address that may not be reached"),
    UNSAFE_NAME(502, "A name that may not become a file"),
    CORRUPT(502, "The bytes are not what was announced", true),
    UNAVAILABLE(503, "The archive does not answer", true),
    BUSY(503, "Too many are at it", true),
    NOT_CONFIGURED(503, "Not set up here"),
    STORAGE(507, "The disk cannot take it");

    private final int status;
    private final String title;
    private final boolean retryable;

    Kind(int status, String title) {
        this(status, title, false);
    }

    Kind(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    /** The HTTP status of an answer that is this problem. */
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

    /** The stable URI path that names this kind, such as {@code /problems/unknown-target}. */
    public String type() {
        return "/problems/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
