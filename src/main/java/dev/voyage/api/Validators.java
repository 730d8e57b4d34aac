package dev.voyage.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * What a representation can be recognised by, and whether a client has it already (RFC 9110, 8.8
 * and 13).
 *
 * @param etag with its quotes, and {@code W/} where weak
 * @param modified or null
 */
record Validators(String etag, Instant modified) {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** As a header says it. */
    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    /**
     * Whether a GET with these headers is answered 304.
     *
     * @param ifNoneMatch or null
     * @param ifModifiedSince or null; without a say where there is the other
     */
    boolean unchanged(String ifNoneMatch, String ifModifiedSince) {
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

    /** Whether a Range is to be honoured: there is no If-Range, or it speaks of this very state. */
    boolean sameAs(String ifRange) {
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
        try {
            return Optional.ofNullable(header).map(text -> HTTP_DATE.parse(text.strip(), Instant::from));
        } catch (DateTimeParseException notOne) {
            return Optional.empty(); // an unreadable date is as if it were not there (RFC 9110, 13.1.3)
        }
    }
}
