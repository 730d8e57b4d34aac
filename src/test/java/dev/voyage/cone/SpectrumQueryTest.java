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

/** The parameters of SSA. */
class SpectrumQueryTest {

    private static final SkyPosition SOURCE = new SkyPosition(61.8186, -3.7072);

    private static String sent(String base, String band, String time) {
        return new SpectrumQuery(URI.create(base), SOURCE, 0.25, DataRanges.of(band, time), 1000)
                .toUri()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://a/ssa          | https://a/ssa?",
                "https://a/ssa?table=t& | https://a/ssa?table=t&",
            })
    void theSizeIsTheDiameter(String base, String beginning) {
        assertThat(sent(base, null, null))
                .isEqualTo(beginning + "REQUEST=queryData&POS=61.8186,-3.7072&SIZE=0.5&FORMAT=all&MAXREC=1001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4e-7 7e-7 | 57754 58119.5  | &BAND=0.00000040/0.00000070&TIME=2017-01-01T00:00:00/2018-01-01T12:00:00&FORMAT",
                "5.5e-7    | 57754          | &BAND=0.00000055&TIME=2017-01-01T00:00:00&FORMAT",
                "-Inf 1    | 57754.25 +Inf  | &BAND=/1.0&TIME=2017-01-01T06:00:00/&FORMAT",
                "          | -Inf 0.00001   | &TIME=/1858-11-17T00:00:00.864&FORMAT",
                "          | -678575 2973483| &TIME=0001-01-01T00:00:00/9999-12-31T00:00:00&FORMAT",
            })
    void rangesHaveASlashAndDates(String band, String time, String sent) {
        assertThat(sent("https://a/ssa", band, time)).contains(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-678576", "2973484", "57754 1e9", "-1e300 0"})
    void timesOutsideTheCalendarAreRefused(String time) {
        assertThatThrownBy(() -> DataRanges.of(null, time))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("1 to 9999");
    }

    @Test
    void noSpectrumIsExcludedByItsPosition() {
        assertThat(new SpectrumQuery(URI.create("https://a/q"), SOURCE, 180, DataRanges.NONE, 1).excludes(600))
                .isFalse();
        assertThatThrownBy(() -> new SpectrumQuery(URI.create("https://a/q"), SOURCE, 181, DataRanges.NONE, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
