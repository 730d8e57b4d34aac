package dev.voyage.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Sun, 06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z
                    Sun, 6 Nov 1994 08:49:37 GMT      | 1994-11-06T08:49:37Z
                    06 Nov 1994 08:49:37 GMT          | 1994-11-06T08:49:37Z
                    Sun, 06 Nov 1994 09:49:37 +0100   | 1994-11-06T08:49:37Z
                    ' sun, 06 nov 1994 08:49:37 gmt ' | 1994-11-06T08:49:37Z
                    Sunday, 06-Nov-94 08:49:37 GMT    | 1994-11-06T08:49:37Z
                    Sun Nov  6 08:49:37 1994          | 1994-11-06T08:49:37Z
                    Wed Nov 16 08:49:37 1994          | 1994-11-16T08:49:37Z
                    """)
    void allThreeFormsAreRead(String text, Instant time) {
        assertThat(HttpDate.parse(text, NOW)).contains(time);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Thursday, 01-Jan-26 00:00:00 GMT | 2026-01-01T00:00:00Z
                    Sunday, 14-Jun-76 00:00:00 GMT   | 2076-06-14T00:00:00Z
                    Wednesday, 16-Jun-76 00:00:00 GMT | 1976-06-16T00:00:00Z
                    Saturday, 01-Jan-77 00:00:00 GMT | 1977-01-01T00:00:00Z
                    """)
    void aYearOfTwoDigitsIsAtMostFiftyYearsAhead(String text, Instant time) {
        assertThat(HttpDate.parse(text, NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-01T00:00:00Z",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:60 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 0a Nov 1994 08:49:37 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Sun, 06 ovD 1994 08:49:37 GMT",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun, 06 Nov 1994 08:49:37 GMT, and more"
            })
    void anythingElseIsUnknown(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }

    @Test
    void daysBeforeTheTenthAreWrittenWithTwoDigits() {
        assertThat(HttpDate.text(Instant.parse("1994-11-06T08:49:37.999Z"))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Property
    void theWrittenFormIsReadBack(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
        Instant time = Instant.ofEpochSecond(second).plus(1, ChronoUnit.MILLIS);

        assertThat(HttpDate.parse(HttpDate.text(time))).contains(Instant.ofEpochSecond(second));
    }
}
