package dev.voyage.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.condition.Condition;
import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TableColumnsTest {

    private static final Columns SCHEMA = new Columns(List.of(
            Column.text("column_name"),
            Column.text("datatype"),
            Column.text("arraysize"),
            Column.text("unit"),
            Column.text("ucd")));

    private static Row column(String name, String datatype, String unit, String ucd) {
        return new Row(SCHEMA, name, datatype, datatype.equals("char") ? "*" : null, unit, ucd);
    }

    private static TableColumns of(Row... rows) {
        return TableColumns.of("t", Arrays.asList(rows));
    }

    @Test
    void theMainPositionIsFoundByUcd() {
        TableColumns columns = of(
                column("ra", "double", "deg", "pos.eq.ra"),
                column("RAdeg", "double", "deg", "pos.eq.ra;meta.main"),
                column("DEdeg", "REAL", "deg", "pos.eq.dec;meta.main"));

        assertThat(columns.ra()).isEqualTo("RAdeg");
        assertThat(columns.dec()).isEqualTo("DEdeg");
    }

    @Test
    void elseByName() {
        assertThat(of(column("RAJ2000", "double", "deg", null), column("DEJ2000", "double", "deg", null))
                        .dec())
                .isEqualTo("DEJ2000");
    }

    @Test
    void aPositionThatIsNotCertainIsRefused() {
        for (Row[] rows : new Row[][] {
            {},
            {column("name", "char", null, "meta.id")},
            {column("ra", "double", "deg", "pos.eq.ra;meta.main")},
            {column("ra", "char", null, null), column("dec", "char", null, null)},
            {column("ra", "double", "h", null), column("dec", "double", "deg", null)},
            {column("ra", "double", "deg", null), column("RA", "double", "deg", null), column("dec", "double", "", null)
            },
        }) {
            assertThatThrownBy(() -> of(rows)).isInstanceOf(Problem.class);
        }
    }

    private static TapTable table(String name) {
        TableColumns columns = of(
                column("ra", "double", "deg", "pos.eq.ra;meta.main"),
                column("dec", "double", "deg", "pos.eq.dec;meta.main"),
                column("exposure", "double", "s", null),
                column("time", "double", "d", null),
                column("\"e-mag\"", "float", null, null),
                column("\"quoted\"", "float", null, null),
                column("n", "int", null, null),
                column("obsid", "char", null, "meta.id;meta.main"));
        var none = new TapLimits(true, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
        return TapTable.of(
                new TapAddress(URI.create("https://archive.test/tap"), name),
                columns,
                new CapabilitiesReader.ModeLimits(none, none));
    }

    @Test
    void theQueryIsTheOneOfHeasarcsTutorials() {
        assertThat(new ChunkQuery(table("numaster"), 0.0001, null).adql())
                .isEqualTo("SELECT t.target_id AS voyage_target, c.* FROM numaster AS c, TAP_UPLOAD.voyage AS t"
                        + " WHERE 1=CONTAINS(POINT('ICRS', c.ra, c.dec),"
                        + " CIRCLE('ICRS', t.target_ra, t.target_dec, 0.00010))");
        assertThat(new ChunkQuery(table("II/246/out"), 1, "c.exposure <= 1.0").adql())
                .contains(" FROM \"II/246/out\" AS c, ")
                .endsWith(" AND (c.exposure <= 1.0)");
    }

    @Test
    void onlyColumnsOfReliableTypeAndNameArePushedDown() {
        TapTable table = table("t");

        assertThat(table.pushed(Condition.parse("exposure > 1 AND n > 1 AND obsid = 'x' AND time > 1 AND quoted > 1")))
                .hasValueSatisfying(pushed -> assertThat(pushed)
                        .contains("c.exposure >= ")
                        .doesNotContain("c.n ")
                        .doesNotContain("obsid")
                        .doesNotContain("time")
                        .doesNotContain("quoted"));
        assertThat(table.pushed(Condition.parse("\"e-mag\" < 1"))).contains("c.\"e-mag\" <= 1.000001");
        assertThat(table.pushed(Condition.parse("n > 1"))).isEmpty();
        assertThat(table.pushed(Condition.parse("unknown > 1"))).isEmpty();
    }
}
