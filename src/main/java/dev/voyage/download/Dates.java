package dev.voyage.download;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** HTTP dates (RFC 9110, 5.6.7); the obsolete forms are nobody's any more. */
final class Dates {

    private Dates() {}

    /** Empty when it is none: then nothing is known. */
    static Optional<Instant> parse(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    static String text(Instant date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    }
}
