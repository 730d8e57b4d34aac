package dev.voyage.upstream;

/**
 * Limits the bodies that are read whole before their response is delivered.
 *
 * @param mostBytes as they are sent; a body that turns out to be longer fails the request with {@code TOO_LARGE}
 * @param announcedOnly only bodies whose Content-Length says that they are no longer; then none turns out to be longer
 */
public record WholeLimit(int mostBytes, boolean announcedOnly) {

    /** Every body, whether its length is announced or not. */
    public static WholeLimit any(int mostBytes) {
        return new WholeLimit(mostBytes, false);
    }

    /** A body whose announced length is small; others may be of any length. */
    public static WholeLimit announced(int mostBytes) {
        return new WholeLimit(mostBytes, true);
    }
}
