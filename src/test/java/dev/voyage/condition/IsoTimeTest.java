package dev.voyage.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and times in text columns compare as times, in every supported format. */
class IsoTimeTest {

    private static final Columns COLUMNS = new Columns(
            List.of(Column.text("t").ucd("time.start"), Column.text("u").ucd("time.end")));

    private static boolean passes(String condition, String t, String u) {
        return Condition.parse(condition).on(COLUMNS).test(new Row(COLUMNS, t, u));
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01 10:00:00, =, 2020-01-01T10:00:00",
        "2020-01-01T10:00:00Z, =, 2020-01-01 10:00:00.000",
        "2020-01-01 10:00, =, 2020-01-01T10:00:00",
        "2020-01-01, =, 2020-01-01 00:00:00",
        "2020-01-01T12:00:00+02:00, =, 2020-01-01 10:00:00",
        "2020-01-01T00:30:00+0100, =, 2019-12-31 23:30:00Z",
        "2020-01-01t10:00:00z, =, 2020-01-01  10:00:00 UTC",
        "2020-01-01 10:00:00.5, >, 2020-01-01T10:00:00.49",
        "2020-01-01 10:00:01, >, 2020-01-01T10:00:00",
        "2020-01-01 23:59:59, <, 2020-01-01T23:59:59.1",
        "2020-01-01T09:00:00, <, 2020-01-01 10:00:00",
        "2016-12-31T23:59:60, <, 2017-01-01 00:00:00",
        "2016-12-31T23:59:60, >, 2016-12-31 23:59:59.999",
        "2020-01-01T24:00:00, =, 2020-01-02 00:00:00",
    })
    void timesCompareAsTimes(String cell, String comparison, String literal) {
        for (String written : List.of("=", "<", ">")) {
            assertThat(passes("t " + written + " '" + literal + "'", cell, null))
                    .as(written)
                    .isEqualTo(written.equals(comparison));
            assertThat(passes("t " + written + " u", cell, literal)).isEqualTo(written.equals(comparison));
        }
        assertThat(passes("'" + literal + "' " + comparison + " t", cell, null)).isEqualTo(comparison.equals("="));
        assertThat(passes("t IN ('x', '" + literal + "')", cell, null)).isEqualTo(comparison.equals("="));
    }

    @Test
    void aRangeTakesBothForms() {
        String range = "t BETWEEN '2020-01-01 00:00:00' AND '2020-01-02'";

        assertThat(passes(range, "2020-01-01T00:00:00", null)).isTrue();
        assertThat(passes(range, "2020-01-01 23:59:59", null)).isTrue();
        assertThat(passes(range, "2020-01-02T00:00:01", null)).isFalse();
        assertThat(passes(range, null, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-02-30", "2020-01-01 25:00:00", "2020-01-01T10:61:00", "2020-01-01x", "20-01-2020", "2020-1-1",
                "2020-01-01T", "2020-01-01 10", "12020-01-01", "", "NGC 4151 A", "2020-01-01T10:00:00+1"
            })
    void whatIsNoTimeIsText(String text) {
        assertThat(IsoTime.read(text)).isNull();
        assertThat(passes("t = '" + text + "'", text, null)).isEqualTo(!text.isEmpty());
        assertThat(passes("t < '2020-01-01T00:00:00'", text, null))
                .isEqualTo(!text.isEmpty() && text.compareTo("2020-01-01T00:00:00") < 0);
    }
}
