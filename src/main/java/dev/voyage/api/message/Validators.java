package dev.voyage.api.message;

import dev.voyage.coding.HttpDate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The validators of a representation, which decide whether a client has it already (RFC 9110, 8.8 and 13).
 *
 * @param etag with its quotes, and {@code W/} if weak
 * @param modified or null
 */
public record Validators(String etag, Instant modified) {

    /**
     * Whether a GET with these headers is answered 304.
     *
     * @param ifNoneMatch or null
     * @param ifModifiedSince or null; ignored if the other is present
     */
    public boolean unchanged(String ifNoneMatch, String ifModifiedSince) {
        if (ifNoneMatch != null) {
            for (String tag : ifNoneMatch.split(",", -1)) {
                if (tag.strip().equals("*") || strong(tag.strip()).equals(strong(etag))) {
                    return true;
                }
            }
            return false;
        }
        return modified != null
                && date(ifModifiedSince)
                        .filter(since ->
                                !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                        .isPresent();
    }

    /** Whether a Range is to be honoured: there is no If-Range, or it matches this representation. */
    public boolean sameAs(String ifRange) {
        if (ifRange == null) {
            return true;
        }
        if (ifRange.startsWith("\"") || ifRange.startsWith("W/")) {
            return !etag.startsWith("W/") && ifRange.strip().equals(etag);
        }
        return modified != null
                && date(ifRange)
                        .filter(modified.truncatedTo(ChronoUnit.SECONDS)::equals)
                        .isPresent();
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static Optional<Instant> date(String header) {
        return Optional.ofNullable(header).flatMap(HttpDate::parse); // an unreadable date is ignored (RFC 9110, 13.1.3)
    }
}
