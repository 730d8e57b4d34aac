package dev.voyage.api.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requested bytes of a file (RFC 9110, 14). Several ranges at once, other units and malformed headers are answered with the
 * whole file, as the standard allows.
 */
public sealed interface ByteRange {

    /** The whole file. */
    record Whole() implements ByteRange {}

    /** From {@code first} to {@code last}, both included, counted from 0. */
    record Part(long first, long last) implements ByteRange {

        public long length() {
            return last - first + 1;
        }
    }

    /** None of the requested bytes exist: 416. */
    record Unsatisfiable() implements ByteRange {}

    /** {@code bytes=first-last}, {@code bytes=first-}, {@code bytes=-length}. */
    Pattern ONE_RANGE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /**
     * @param header the Range header, or null
     */
    static ByteRange of(String header, long size) {
        Matcher one = ONE_RANGE.matcher(header == null ? "" : header);
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return new Whole();
        }
        if (one.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(one.group(2)), size);
            return length == 0 ? new Unsatisfiable() : new Part(size - length, size - 1);
        }
        long first = Long.parseLong(one.group(1));
        long last = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }
}
