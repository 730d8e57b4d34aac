package dev.voyage.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exposure_a <= 10000",
                "exposure_a=4807.3775",
                "exposure_a <> 5 AND exposure_a != 5",
                "EXPOSURE_A between 4e3 and +4.9E+3",
                "exposure_a NOT BETWEEN 0 AND .5",
                "exposure_a > -1",
                "4807 < exposure_a",
                "rate = 0.1",
                "rate <= .1 and rate >= 0.1",
                "orbit = 9007199254740993",
                "orbit <> 9007199254740992",
                "orbit > 9007199254740992",
                "orbit > 9007199254740992.5",
                "orbit < 1e30",
                "orbit > exposure_a",
                "orbit like '90071%'",
                "issue_flag = 0",
                "issue_flag = '0'",
                "issue_flag in (1, 2, 0)",
                "issue_flag NOT IN (1, 2)",
                "obsid = '60061044002'",
                "obsid = 60061044002",
                "obsid = 060061044002.0",
                "obsid IN ('60061044002', '60061044004')",
                "obsid LIKE '6006%'",
                "obsid LIKE '__0610%02'",
                "obsid NOT LIKE '7%'",
                "obsid LIKE '%!%%' ESCAPE '!' OR obsid LIKE '%02'",
                "public = true",
                "public = 'T'",
                "public <> 0",
                "public_date < '2016-01-01'",
                "public_date IS NOT NULL",
                "energies IS NOT NULL",
                "\"Search Offset\" < 2",
                "\"search offset\" < 2",
                "numaster.exposure_a < 5000 and \"nasa\".numaster.\"obsid\" <> ''",
                "not exposure_a > 10000",
                "NOT (exposure_a > 10000 OR obsid IS NULL)",
                "exposure_a > 10000 OR obsid LIKE '6%' AND issue_flag = 0",
                "(((exposure_a)) <= (10000))",
                "1 = 1",
                "'a' < 'b'",
                "'10' > 9",
            })
    void theObservationPasses(String condition) {
        assertThat(Tables.passes(condition, Tables.ROW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exposure_a > 10000",
                "exposure_a = 4807.37751",
                "orbit = 9007199254740992",
                "orbit = 9007199254740992.0",
                "obsid = 60061044003",
                "public_date > 20160101", // not a number, so unknown
                "NOT public_date > 20160101",
                "public = 'f'",
                "obsid LIKE '6006'",
                "obsid LIKE '%!%%' ESCAPE '!'",
                "energies IS NULL",
                "exposure_a > 10000 AND (obsid LIKE '6%' OR issue_flag = 0)",
                "1 = 2",
            })
    void theObservationDoesNotPass(String condition) {
        assertThat(Tables.passes(condition, Tables.ROW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exposure_a = 0",
                "exposure_a <> 0",
                "NOT exposure_a = 0",
                "rate < 1",
                "NOT rate < 1",
                "obsid LIKE '%'",
                "obsid NOT LIKE '%'",
                "obsid IN ('a')",
                "obsid NOT IN ('a')",
                "exposure_a BETWEEN 0 AND 1",
                "exposure_a NOT BETWEEN 0 AND 1",
                "public_date <> 'a'",
                "public = true OR public = false",
                "exposure_a < orbit",
            })
    void missingIsNeitherTrueNorFalse(String condition) {
        assertThat(Tables.passes(condition, Tables.NOTHING)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exposure_a IS NULL",
                "rate IS NULL",
                "public_date IS NULL",
                "energies is null",
                "NOT obsid IS NOT NULL",
                "exposure_a = 0 OR 1 = 1",
                "NOT (exposure_a = 0 AND 1 = 2)",
            })
    void whatIsKnownOfMissingIsSaid(String condition) {
        assertThat(Tables.passes(condition, Tables.NOTHING)).isTrue();
    }

    @Test
    void theTutorialsConditionSelectsThreeOfFive() {
        var exposures = Stream.of(4807.3775, 5582.6419, 6208.4217, 20703.0, 20737.0);
        var columns =
                new Columns(List.of(Column.of("exposure_a", Datatype.DOUBLE).unit("s")));
        var passes = Condition.parse("exposure_a <= 10000").on(columns);

        assertThat(exposures.map(e -> new Row(columns, e)).filter(passes)).hasSize(3);
    }

    @Test
    void aNameIsTheExactColumnBeforeOneOfAnotherCase() {
        var columns = new Columns(List.of(Column.of("Type", Datatype.INT), Column.text("type")));
        var row = new Row(columns, 7, "EGS");

        assertThat(Condition.parse("Type = 7 AND type = 'EGS'").on(columns)).accepts(row);
        Refusals.refused(() -> Condition.parse("TYPE = 7").on(columns), 0, "several columns");
    }

    @Test
    void aColumnWhoseNameIsMetAgainHasANumber() {
        var columns = new Columns(List.of(Column.of("ra", Datatype.DOUBLE).unit("deg"), Column.text("ra")));

        assertThat(Condition.parse("ra_2 LIKE '04%' and ra = 61.8").on(columns))
                .accepts(new Row(columns, 61.8, "04 07 16"));
    }

    @Test
    void theNamesOfItsColumnsAreKnown() {
        assertThat(Condition.parse("b > 1 AND t.a IN (1) OR \"B b\" = 2 OR b = 3")
                        .columnNames())
                .containsExactly("b", "a", "B b");
    }

    @Test
    void longChainsAreFine() {
        String chain = "issue_flag=0" + " AND orbit>1".repeat(340);

        assertThat(Tables.passes(chain, Tables.ROW)).isTrue();
    }

    @Test
    void anUnluckyPatternIsDecidedSoon() {
        String text = "a".repeat(4000);
        var row = new Row(Tables.COLUMNS, text, null, null, null, null, null, null, null, null);

        assertThat(Tables.passes("obsid LIKE '" + "%a".repeat(1500) + "%b'", row))
                .isFalse();
    }
}
