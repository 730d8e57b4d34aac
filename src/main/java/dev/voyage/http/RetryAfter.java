package dev.voyage.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long an answer asks to wait.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
 */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * @param value seconds, or an HTTP-date
     * @param date the answer's own Date, for archives whose clock is wrong; else {@code now}
     * @return empty when it cannot be read; never negative
     */
    static Optional<Duration> of(String value, Optional<String> date, Instant now) {
        String text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return instant(text)
                .map(until -> Duration.between(date.flatMap(RetryAfter::instant).orElse(now), until))
                .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
    }

    private static Optional<Instant> instant(String httpDate) {
        try {
            return Optional.of(ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
