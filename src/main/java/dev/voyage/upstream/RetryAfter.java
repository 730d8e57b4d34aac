package dev.voyage.upstream;

import dev.voyage.coding.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The delay that a response asks for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
 */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * @param value seconds, or an HTTP-date
     * @param date the response's own Date, for archives with a wrong clock; else {@code now}
     * @return empty if it cannot be parsed; never negative
     */
    public static Optional<Duration> of(String value, Optional<String> date, Instant now) {
        String text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return HttpDate.parse(text, now)
                .map(until -> Duration.between(
                        date.flatMap(itsNow -> HttpDate.parse(itsNow, now)).orElse(now), until))
                .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
    }
}
