package dev.voyage.client;

import java.util.Map;

/** The service refused a request, for the reason in its problem details (RFC 9457). */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, Object> members;

    RefusedException(int status, String detail, Map<String, Object> members) {
        super(detail);
        this.status = status;
        this.members = Map.copyOf(members);
    }

    /** The HTTP status, from 300. */
    public int status() {
        return status;
    }

    /** The members of the problem, such as {@code type} and {@code parameter}; empty if the response was none. */
    public Map<String, Object> members() {
        return members == null ? Map.of() : members;
    }

    /** Whether the same request may succeed later. */
    boolean isTemporary() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }
}
