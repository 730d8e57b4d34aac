package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;

/** A client's own name for one request. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /**
     * @param key or null where none was sent
     * @throws Problem {@code BAD_PARAMETER} unless it is 1 to 255 visible ASCII characters
     */
    static String checked(String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Problem.badParameter(
                    HEADER, HEADER + " must be 1 to 255 visible ASCII characters, not " + Quoted.of(key));
        }
        return key;
    }
}
