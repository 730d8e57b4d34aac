package dev.voyage.cone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.cone.identity.IdentifierColumn;
import dev.voyage.cone.position.RowPositions;
import dev.voyage.problem.Problem;
import dev.voyage.sky.SkyPosition;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnChoiceTest {

    private static Column number(String name, String unit, String ucd) {
        return Column.of(name, Datatype.DOUBLE).unit(unit).ucd(ucd);
    }

    private static Column text(String name, String ucd) {
        return Column.text(name).ucd(ucd);
    }

    private static SkyPosition position(List<Column> columns, Object... cells) {
        var all = new Columns(columns);
        return RowPositions.in(all).of(new Row(all, cells)).orElse(null);
    }

    private static String id(List<Column> columns, Object... cells) {
        var all = new Columns(columns);
        return IdentifierColumn.in(all).of(new Row(all, cells)).orElse(null);
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

    private static final CoordinateSystem B1950 = new CoordinateSystem("eq_FK4", "B1950", "", "");
    private static final CoordinateSystem J2000 = new CoordinateSystem("eq_FK5", "J2000", "", "");

    private static List<Column> pair(String ra, String dec, String main, CoordinateSystem coosys) {
        return List.of(
                number(ra, "deg", "pos.eq.ra" + main).in(coosys, null),
                number(dec, "deg", "pos.eq.dec" + main).in(coosys, null));
    }

    private static List<Column> both(List<Column> one, List<Column> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }

    private static void isAt(SkyPosition position, double raDeg, double decDeg) {
        assertThat(position.offsetArcmin(new SkyPosition(raDeg, decDeg))).isLessThan(10 / 60_000.0);
    }

    /** Equal up to the milliarcseconds between FK5 and ICRS. */
    private static void isNear(SkyPosition position, double raDeg, double decDeg) {
        assertThat(position.offsetArcmin(new SkyPosition(raDeg, decDeg))).isLessThan(40 / 60_000.0);
    }

    @Test
    void positionsOfB1950BecomeIcrs() {
        // the ICRS position is from astropy; see fixtures/frames
        isAt(position(pair("RAB1950", "DEB1950", ";meta.main", B1950), 10.0, 41.0), 10.6843181374, 41.2738249133);
        isAt(position(pair("RAB1950", "DEB1950", "", null), 10.0, 41.0), 10.6843181374, 41.2738249133);
        isAt(
                position(List.of(text("RA (B1950)", ""), text("Dec (B1950)", "")), "00 40 00", "+41 00 00"),
                10.6843181374,
                41.2738249133);
    }

    @Test
    void thePairOfIcrsOrJ2000GoesBeforeAnOlderOneThatIsTheMainOne() {
        List<Column> columns =
                both(pair("RAB1950", "DEB1950", ";meta.main", B1950), pair("_RAJ2000", "_DEJ2000", "", J2000));

        isNear(position(columns, 9.4, 19.8, 10.1, 20.1), 10.1, 20.1);
        isAt(
                position(
                        both(pair("RAB1950", "DEB1950", "", null), pair("ra", "dec", "", null)), 9.4, 19.8, 10.1, 20.1),
                10.1,
                20.1);
    }

    @Test
    void aPairIsOfOneSystemOnly() {
        List<Column> columns = List.of(
                number("a", "deg", "pos.eq.ra").in(B1950, null),
                number("b", "deg", "pos.eq.ra").in(J2000, null),
                number("c", "deg", "pos.eq.dec").in(J2000, null));

        isNear(position(columns, 1.0, 50.0, 60.0), 50, 60);
        assertThat(position(columns.subList(0, 1), 1.0)).isNull();
        assertThat(position(List.of(columns.get(0), columns.get(2)), 1.0, 2.0)).isNull();
    }

    @Test
    void galacticAndEclipticLongitudesBecomeIcrs() {
        isAt(
                position(List.of(number("l", "deg", ""), number("b", "deg", "")), 10.0, 41.0),
                236.9306483521,
                2.1456450248);
        isAt(
                position(
                        List.of(number("x", "rad", "pos.galactic.lon"), number("y", "rad", "pos.galactic.lat")),
                        Math.toRadians(10),
                        Math.toRadians(41)),
                236.9306483521,
                2.1456450248);
        List<Column> galactic = List.of(number("glon", "deg", ""), number("glat", "deg", ""));
        isAt(position(galactic, -10.0, 5.0), 254.9113956771, -34.3431656779);
        isAt(
                position(List.of(number("elon", "deg", ""), number("elat", "", "")), 10.0, 41.0),
                349.2785486900,
                40.8478626135);
        assertThat(position(List.of(number("l", "m", ""), number("b", "mag", "")), 10.0, 11.0))
                .isNull();
    }

    @Test
    void equatorialColumnsGoBeforeGalacticOnes() {
        List<Column> columns = List.of(
                number("glon", "deg", "pos.galactic.lon"),
                number("glat", "deg", "pos.galactic.lat"),
                number("ra", "deg", "pos.eq.ra"),
                number("dec", "deg", "pos.eq.dec"));

        assertThat(position(columns, 1.0, 2.0, 3.0, 4.0)).isEqualTo(new SkyPosition(3, 4));
    }

    @Test
    void aFrameThatCannotBeTransformedIsNamedAndNoPositionTaken() {
        var apparent = new CoordinateSystem("geo_app", "", "", "");
        var columns = new Columns(pair("ra", "dec", ";meta.main", apparent));

        assertThat(RowPositions.in(columns).unknownFrame()).hasValue("geo_app");
        assertThat(RowPositions.in(columns).of(new Row(columns, 1.0, 2.0))).isEmpty();
        assertThat(position(both(columns.all(), pair("RAJ2000", "DEJ2000", "", J2000)), 1.0, 2.0, 3.0, 4.0))
                .isNotNull();
        var galactic = new Columns(pair("ra", "dec", "", new CoordinateSystem("galactic", "", "", "")));
        assertThat(RowPositions.in(galactic).unknownFrame()).hasValue("galactic");
        var wildcard = new Columns(pair("ra", "dec", "", new CoordinateSystem("UNKNOWN", "", "", "")));
        assertThat(RowPositions.in(wildcard).of(new Row(wildcard, 1.0, 2.0))).hasValue(new SkyPosition(1, 2));
    }

    @ParameterizedTest
    @CsvSource({"-, 03, -3.7072222222", "+, 03, 3.7072222222", ", 03, 3.7072222222", "-, 00, -0.7072222222"})
    void hoursMinutesAndSecondsMayStandInColumnsOfTheirOwn(String sign, String degrees, double decDeg) {
        var columns = List.of(
                text("Name", ""),
                number("RAh", "h", "pos.eq.ra"),
                number("RAm", "min", "pos.eq.ra"),
                number("RAs", "s", "pos.eq.ra"),
                text("DE-", "pos.eq.dec"),
                text("DEd", "pos.eq.dec"),
                number("DEm", "arcmin", "pos.eq.dec"),
                number("DEs", "arcsec", "pos.eq.dec"));

        isAt(position(columns, "x", 4.0, 7.0, 16.5, sign, degrees, 42.0, 26.0), 61.81875, decDeg);
        assertThat(position(columns, "x", 25.0, 7.0, 16.5, sign, degrees, 42.0, 26.0))
                .isNull();
        assertThat(position(columns, "x", 4.0, 61.0, 16.5, sign, degrees, 42.0, 26.0))
                .isNull();
        assertThat(position(columns, "x", null, 7.0, 16.5, sign, degrees, 42.0, 26.0))
                .isNull();
        isAt(position(columns, "x", 4.0, 7.0, null, "-", degrees, null, null), 61.75, -Integer.parseInt(degrees));
    }

    @Test
    void splitColumnsMayBeOfB1950AndHaveTheSignInTheirDegrees() {
        var columns = List.of(
                number("RA_h", "", "").in(B1950, null),
                number("RA_m", "", "").in(B1950, null),
                text("Dec_d", "").in(B1950, null),
                number("Dec_m", "", "").in(B1950, null));

        isAt(position(columns, 0.0, 40.0, "41", 0.0), 10.6843181374, 41.2738249133);
        assertThat(position(columns, 0.0, 40.0, "-00", 30.0).decDeg()).isNegative();
    }

    @Test
    void columnsMayBeNamedByWhoSendsThem() {
        var columns = new Columns(List.of(number("x", "rad", ""), number("y", "rad", ""), number("z", "m", "")));

        isAt(
                RowPositions.in(columns, "x", "Y")
                        .of(new Row(columns, Math.toRadians(50), Math.toRadians(-60), 1.0))
                        .orElseThrow(),
                50,
                -60);
        assertThat(catchThrowableOfType(Problem.class, () -> RowPositions.in(columns, "x", "q"))
                        .detail())
                .contains("\"q\"", "x, y, z");
        assertThat(catchThrowableOfType(Problem.class, () -> RowPositions.in(columns, "x", "z"))
                        .detail())
                .contains("\"m\"");
    }

    @Test
    void aTableThatIsMadeOfThemSaysWhichFrameTheyHave() {
        assertThat(RowPositions.systemOf(number("RAB1950", "deg", ""))).isEqualTo(B1950);
        assertThat(RowPositions.systemOf(number("x", "deg", "").in(J2000, null)))
                .isEqualTo(J2000);
        assertThat(RowPositions.systemOf(number("RAJ2000", "deg", ""))).isNull();
        assertThat(RowPositions.systemOf(number("glon", "deg", ""))).isNull();
    }

    @Test
    void aPointIsAPositionWhereThereAreNoOthers() {
        Column location =
                number("loc", "deg", "pos.eq").arraysize("2").utype("ssa:Char.SpatialAxis.Coverage.Location.Value");
        Column point = number("p", "", "pos.eq").arraysize("2").xtype("point");
        Column aim = number("aim", "deg", "pos.eq;src").arraysize("2").utype("ssa:Target.Pos");
        double[] target = {1, 2};
        double[] there = {61.5, -3.5};

        assertThat(position(List.of(aim, location), target, there)).isEqualTo(new SkyPosition(61.5, -3.5));
        assertThat(position(List.of(aim, point), target, there)).isEqualTo(new SkyPosition(61.5, -3.5));
        assertThat(position(List.of(aim), (Object) target)).isNull();
        assertThat(position(List.of(location), (Object) new double[] {400, 0})).isNull();
        assertThat(position(List.of(location), (Object) new double[] {1, 2, 3})).isNull();
        assertThat(position(List.of(location), (Object) null)).isNull();
        assertThat(position(List.of(Column.text("loc").utype(location.utype())), "61.5 -3.5"))
                .isEqualTo(new SkyPosition(61.5, -3.5));
        assertThat(position(
                        List.of(location, number("a", "deg", "pos.eq.ra"), number("d", "deg", "pos.eq.dec")),
                        there,
                        5.0,
                        6.0))
                .isEqualTo(new SkyPosition(5, 6));
    }

    @Test
    void spectraAreIdentifiedByTheirPublisher() {
        Column title = text("title", "meta.title").utype("ssa:DataID.Title");
        Column creator = text("c", "meta.id").utype("ssa:DataID.CreatorDID");
        Column publisher = text("p", "").utype("ssa:Curation.PublisherDID");

        assertThat(id(List.of(title, creator, publisher), "t", "c", "p")).isEqualTo("p");
        assertThat(id(List.of(title, creator), "t", "c")).isEqualTo("c");
        assertThat(id(List.of(publisher, text("obs_id", "meta.id")), "p", "o")).isEqualTo("o");
    }
}
