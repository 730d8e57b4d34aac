package dev.voyage.api.searches;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;

/** A client's own key for one request. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /**
     * @param key or null if none was sent
     * @throws Problem {@code BAD_PARAMETER} unless it is 1 to 255 visible ASCII characters
     */
    public static String checked(String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Problem.badParameter(
                    HEADER, HEADER + " must be 1 to 255 visible ASCII characters, not " + QuotedText.of(key));
        }
        return key;
    }
}
