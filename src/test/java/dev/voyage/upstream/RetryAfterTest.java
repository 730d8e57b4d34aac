package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2                             | PT2S
                    ' 120 '                       | PT2M
                    0                             | PT0S
                    Mon, 01 Jan 2024 00:00:30 GMT | PT30S
                    Monday, 01-Jan-24 00:00:40 GMT | PT40S
                    Mon Jan  1 00:00:50 2024      | PT50S
                    Sun, 31 Dec 2023 00:00:00 GMT | PT0S
                    """)
    void secondsAndDatesAreRead(String value, Duration pause) {
        assertThat(RetryAfter.of(value, Optional.empty(), NOW)).contains(pause);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "1.5", "99999999999999999999", "''"})
    void anythingElseIsNoRequest(String value) {
        assertThat(RetryAfter.of(value, Optional.empty(), NOW)).isEmpty();
    }

    @Test
    void anArchiveWithAWrongClockMeansItsOwnTime() {
        Optional<String> itsNow = Optional.of("Tue, 02 Jan 2024 00:00:00 GMT");

        assertThat(RetryAfter.of("Tue, 02 Jan 2024 00:00:07 GMT", itsNow, NOW)).contains(Duration.ofSeconds(7));
    }
}
