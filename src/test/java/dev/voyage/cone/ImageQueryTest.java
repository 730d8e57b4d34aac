package dev.voyage.cone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of SIA 2, and the intervals in them. */
class ImageQueryTest {

    private static final SkyPosition SOURCE = new SkyPosition(61.8186, -3.7072);

    private static String sent(String base, String band, String time) {
        return new ImageQuery(URI.create(base), SOURCE, 0.25, DataRanges.of(band, time), 1000)
                .toUri()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/sia2/query, https://a/sia2/query?POS=CIRCLE%2061.8186%20-3.7072%200.25&MAXREC=1001",
        "https://a/SIA?COLLECTION=c%20d&, https://a/SIA?COLLECTION=c%20d&POS=CIRCLE%2061.8186%20-3.7072%200.25&MAXREC=1001",
        "https://a/q?, https://a/q?POS=CIRCLE%2061.8186%20-3.7072%200.25&MAXREC=1001",
    })
    void theRegisteredAddressKeepsItsParameters(String base, String sent) {
        assertThat(sent(base, null, null)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "4e-7 7e-7, 57754 58119.5, &BAND=0.00000040%200.00000070&TIME=57754.0%2058119.5&MAXREC",
        "5.5E-7, , &BAND=0.00000055&MAXREC",
        "-Inf 1e-9, +inf, ",
        "-Inf 1e-9, 57754  +Inf, &BAND=-Inf%200.0000000010&TIME=57754.0%20%2BInf&MAXREC",
        ", .5 inf, &TIME=0.5%20%2BInf&MAXREC",
        "2 2, , &BAND=2.0&MAXREC",
    })
    void rangesAreIntervalsOfDali(String band, String time, String sent) {
        if (sent == null) {
            assertThatThrownBy(() -> sent("https://a/q", band, time)).isInstanceOf(Problem.class);
        } else {
            assertThat(sent("https://a/q", band, time)).contains(sent);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1 2 3",
                "2 1",
                "NaN",
                "1 NaN",
                "-Inf +Inf",
                "Inf",
                "-Inf",
                "+Inf 1",
                "1/2",
                "1,2",
                "0x1p3",
                "1e9999",
                "1d"
            })
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> DataRanges.of(text, null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.members()).containsEntry("parameter", "band"))
                .hasMessageContaining("metres");
        assertThatThrownBy(() -> DataRanges.of(null, text))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.members()).containsEntry("parameter", "time"))
                .hasMessageContaining("Julian");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5e-7 +Inf", "-Inf 3", "-4 -2", "1e-300 1e300"})
    void theTextOfAnIntervalIsTheInterval(String text) {
        ValueInterval interval = DataRanges.of(text, null).band();

        assertThat(DataRanges.of(interval.text(), null).band()).isEqualTo(interval);
    }

    @Test
    void noImageIsExcludedByItsCentre() {
        var query = new ImageQuery(URI.create("https://a/q"), SOURCE, 0.1, DataRanges.NONE, Long.MAX_VALUE);

        assertThat(query.excludes(600)).isFalse();
        assertThat(query.toUri().getQuery()).endsWith("&MAXREC=2147483647");
        assertThatThrownBy(() -> new ImageQuery(URI.create("https://a/q"), SOURCE, 0, DataRanges.NONE, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
