package dev.voyage.cone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.Column;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Datatype;
import dev.voyage.votable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsFoundTest {

    private static Column number(String name, String unit, String ucd) {
        return Column.of(name, Datatype.DOUBLE, "", unit, ucd);
    }

    private static Column text(String name, String ucd) {
        return Column.of(name, Datatype.CHAR, "*", "", ucd);
    }

    private static SkyPosition position(List<Column> columns, Object... cells) {
        var all = new Columns(columns);
        return Positions.in(all).of(new Row(all, cells)).orElse(null);
    }

    private static String id(List<Column> columns, Object... cells) {
        var all = new Columns(columns);
        return Ids.in(all).of(new Row(all, cells)).orElse(null);
    }

    @Test
    void bothGenerationsOfUcdNameThePosition() {
        assertThat(position(
                        List.of(
                                number("glon", "deg", "pos.galactic.lon"),
                                number("a", "deg", "POS_EQ_RA_MAIN"),
                                number("d", "deg", "POS_EQ_DEC_MAIN")),
                        1.0,
                        2.0,
                        3.0))
                .isEqualTo(new SkyPosition(2, 3));
        assertThat(position(
                        List.of(
                                number("a", "deg", "pos.eq.ra"),
                                number("d", "deg", "pos.eq.dec"),
                                number("b", "deg", "Meta.Main;pos.eq.ra"),
                                number("e", "deg", "pos.eq.dec;meta.main")),
                        1.0,
                        2.0,
                        3.0,
                        4.0))
                .isEqualTo(new SkyPosition(3, 4));
    }

    @Test
    void aPairIsNeverMixedFromTwoFrames() {
        assertThat(position(
                        List.of(
                                number("ra", "deg", "pos.eq.ra;meta.main"),
                                number("raj2000", "deg", ""),
                                number("dej2000", "deg", "")),
                        1.0,
                        2.0,
                        3.0))
                .isEqualTo(new SkyPosition(2, 3));
    }

    @Test
    void ofTwoWithOneUcdTheNumberGoesBeforeTheText() {
        assertThat(position(
                        List.of(
                                text("RAJ2000", "pos.eq.ra;meta.main"),
                                text("DEJ2000", "pos.eq.dec;meta.main"),
                                number("_RA", "deg", "pos.eq.ra;meta.main"),
                                number("_DE", "deg", "pos.eq.dec;meta.main")),
                        "04 07 16",
                        "+03 42 26",
                        61.8,
                        3.7))
                .isEqualTo(new SkyPosition(61.8, 3.7));
    }

    @ParameterizedTest
    @CsvSource({
        "04 07 16.46, +03 42 25.8",
        "04:07:16.46, +03:42:25.8",
        "04h07m16.46s, 03d42m25.8s",
        "61.818583, 3.707167",
    })
    void sexagesimalTextIsAPlaceToo(String ra, String dec) {
        var columns = List.of(text("RAJ2000", "POS_EQ_RA_MAIN"), text("DEJ2000", "POS_EQ_DEC_MAIN"));

        assertThat(position(columns, ra, dec).offsetArcmin(new SkyPosition(61.818583, 3.707167)))
                .isLessThan(0.001);
    }

    @Test
    void aSouthernDegreeOfNothingKeepsItsSign() {
        assertThat(position(List.of(text("ra", ""), text("dec", "")), "00 00 00", "-00 30 00"))
                .isEqualTo(new SkyPosition(0, -0.5));
    }

    @ParameterizedTest
    @CsvSource({"25 00 00, 00 00 00", "04 61 00, 00 00 00", "04 07 16, +95 00 00", "04 07 16, 3.7", "soon, later"})
    void textThatIsNoPlaceIsMissing(String ra, String dec) {
        assertThat(position(List.of(text("ra", ""), text("dec", "")), ra, dec)).isNull();
    }

    @Test
    void otherUnitsAreTurnedIntoDegrees() {
        assertThat(position(List.of(number("ra", "hourangle", ""), number("dec", "deg", "")), 2.0, 3.0))
                .isEqualTo(new SkyPosition(30, 3));
    }

    @Test
    void whatIsNoPlaceOnTheSkyIsMissing() {
        List<Column> columns = List.of(number("ra", "deg", ""), number("dec", "deg", ""));
        assertThat(position(columns, null, 3.0)).isNull();
        assertThat(position(columns, 1.0, null)).isNull();
        assertThat(position(columns, 400.0, 3.0)).isNull();
        assertThat(position(columns, 1.0, -90.5)).isNull();
        assertThat(position(columns, 360.0, 3.0)).isEqualTo(new SkyPosition(0, 3));
        assertThat(position(List.of(number("x", "", "")), 1.0)).isNull();
    }

    @Test
    void theObservationsIdGoesBeforeARowCounterAndASourcesName() {
        assertThat(id(List.of(text("__row", "meta.id;meta.main"), text("obsid", "meta.id")), "17", "6006"))
                .isEqualTo("6006");
        assertThat(id(List.of(text("name", "meta.id;meta.main"), text("obsid", "meta.id")), "3C105", "6006"))
                .isEqualTo("6006");
        assertThat(id(List.of(text("x", "ID_MAIN"), text("obsid", "")), "main", "6006"))
                .isEqualTo("main");
        assertThat(id(List.of(text("name", "meta.id;meta.main")), "CXO J1")).isEqualTo("CXO J1");
        assertThat(id(List.of(text("__row", "meta.id;meta.main")), "17")).isNull();
        assertThat(id(List.of(text("obsid", "meta.id;meta.main")), "  ")).isNull();
    }
}
