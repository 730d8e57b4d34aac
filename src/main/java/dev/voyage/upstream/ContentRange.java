package dev.voyage.upstream;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The byte range of a file that a response holds, according to the response itself. It makes the response partial whatever its
 * status, and overrides the requested range.
 *
 * @param first the first byte's position, from 0
 * @param last the last byte's position, at least {@code first}
 * @param total the file's length in bytes, larger than {@code last}; null if unknown
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.4">RFC 9110, 14.4</a>
 */
public record ContentRange(long first, long last, Long total) {

    private static final Pattern FORM = Pattern.compile(
            "bytes[ =:]\\s*(\\d{1,18})\\s*-\\s*(\\d{1,18})\\s*/\\s*(\\d{1,18}|\\*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSATISFIED =
            Pattern.compile("bytes[ =:]\\s*\\*\\s*/\\s*(\\d{1,18})", Pattern.CASE_INSENSITIVE);

    /** Whether a response has the header, valid or not. */
    public static boolean isIn(UpstreamResponse answer) {
        return !header(answer).isEmpty();
    }

    /** Whether a response to a request for everything has only a part of it, or a range that cannot be read. */
    public static boolean isPart(UpstreamResponse answer) {
        return (answer.status() == 206 || isIn(answer))
                && of(answer).filter(ContentRange::isWhole).isEmpty();
    }

    /** Empty if the header is missing or invalid: the range of the body is then unknown. */
    public static Optional<ContentRange> of(UpstreamResponse answer) {
        return parse(header(answer));
    }

    /** Parses a header value. */
    public static Optional<ContentRange> parse(String header) {
        Matcher range = FORM.matcher(header.strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        Long total = range.group(3).equals("*") ? null : Long.valueOf(range.group(3));
        boolean valid = first <= last && (total == null || last < total);
        return valid ? Optional.of(new ContentRange(first, last, total)) : Optional.empty();
    }

    /** The file's length that a response of status 416 gives; empty if it gives none. */
    public static OptionalLong lengthIn(UpstreamResponse answer) {
        Matcher range = UNSATISFIED.matcher(header(answer));
        return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
    }

    /** The number of bytes in the range. */
    public long bytes() {
        return last - first + 1;
    }

    /** Whether it is known to be the whole file. */
    public boolean isWhole() {
        return first == 0 && total != null && last + 1 == total;
    }

    private static String header(UpstreamResponse answer) {
        return answer.header("Content-Range").orElse("").strip();
    }
}
