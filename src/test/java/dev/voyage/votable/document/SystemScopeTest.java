package dev.voyage.votable.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Cuts;
import dev.voyage.votable.Doc;
import dev.voyage.votable.Reader;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.TimeSystem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** COOSYS and TIMESYS in documents of all versions. */
class SystemScopeTest {

    private static final String B1950 = "<COOSYS ID='b' system='eq_FK4' equinox='B1950' epoch='1983.5'/>";
    private static final String J2000 = "<COOSYS ID='j' system='eq_FK5' equinox='J2000'/>";

    private static String field(String name, String more) {
        return "<FIELD name='" + name + "' datatype='double' " + more + "/>";
    }

    private static List<CoordinateSystem> systems(String document) {
        return Reader.of(document).columns().all().stream().map(Column::coosys).toList();
    }

    private static List<String> frames(String document) {
        return systems(document).stream()
                .map(coosys -> coosys == null ? "none" : coosys.toString())
                .toList();
    }

    @Test
    void aFieldRefersToItsSystem() {
        String document = "<VOTABLE>" + J2000 + "<RESOURCE>" + B1950 + "<TABLE>"
                + field("RAB", "ref='b'") + field("DEB", "ref='b'") + field("ra", "ref='j'") + field("x", "")
                + "</TABLE></RESOURCE></VOTABLE>";

        assertThat(frames(document)).containsExactly("eq_FK4 B1950", "eq_FK4 B1950", "eq_FK5 J2000", "none");
        assertThat(systems(document).get(0)).isEqualTo(new CoordinateSystem("eq_FK4", "B1950", "1983.5", ""));
    }

    @Test
    void definitionsAndTheTableItselfMayHoldSystems() {
        assertThat(frames("<VOTABLE><DEFINITIONS>" + B1950 + "</DEFINITIONS><RESOURCE><TABLE>" + J2000
                        + field("RAB", "ref='b'") + field("ra", "ref='j'") + "</TABLE></RESOURCE></VOTABLE>"))
                .containsExactly("eq_FK4 B1950", "eq_FK5 J2000");
    }

    @Test
    void aGroupPutsFieldsInItsSystemFromWhereverItStands() {
        String fields = field("a", "ID='c1'") + field("d", "ID='c2'");
        String group = "<GROUP ref='b'><FIELDref ref='c1'/><FIELDref ref='c2'/></GROUP>";

        assertThat(frames(Doc.results(B1950 + "<TABLE>" + group + fields + "</TABLE>")))
                .containsExactly("eq_FK4 B1950", "eq_FK4 B1950");
        assertThat(frames(Doc.results(B1950 + "<TABLE>" + fields + group + "</TABLE>")))
                .containsExactly("eq_FK4 B1950", "eq_FK4 B1950");
        assertThat(frames(Doc.results(B1950 + "<GROUP ID='g' ref='b'/><TABLE>" + field("a", "ref='g'") + "</TABLE>")))
                .containsExactly("eq_FK4 B1950");
    }

    @Test
    void aGroupOfStcUtypesIsASystem() {
        String group = "<GROUP utype='stc:CatalogEntryLocation'>"
                + "<PARAM name='CoordFlavor' datatype='char' value='SPHERICAL' utype='stc:AstroCoordSystem.SpaceFrame.CoordFlavor'/>"
                + "<PARAM name='f' datatype='char' value='FK4' utype='stc:AstroCoordSystem.SpaceFrame.CoordRefFrame'/>"
                + "<PARAM name='e' datatype='char' value='B1950.0' utype='stc:AstroCoordSystem.SpaceFrame.CoordRefFrame.Equinox'/>"
                + "<FIELDref ref='c1' utype='stc:AstroCoords.Position2D.Value2.C1'/></GROUP>";

        assertThat(frames(Doc.results("<TABLE>" + group + field("a", "ID='c1'") + field("d", "ID='c2'") + "</TABLE>")))
                .containsExactly("FK4 B1950.0", "none");
    }

    @ParameterizedTest
    @CsvSource({
        "alpha, ucd='pos.eq.ra;meta.main', eq_FK4 B1950",
        "alpha, ucd='POS_EQ_DEC_MAIN', eq_FK4 B1950",
        "ra, '', eq_FK4 B1950",
        "_RAJ2000, ucd='pos.eq.ra', none",
        "ra, ucd='meta.id', none",
        "glon, ucd='pos.galactic.lon', none",
        "flux, '', none",
    })
    void theOnlySystemAroundIsThatOfPositionsWithoutRef(String name, String ucd, String frame) {
        assertThat(frames("<VOTABLE><DEFINITIONS>" + B1950 + "</DEFINITIONS><RESOURCE><TABLE>" + field(name, ucd)
                        + "</TABLE></RESOURCE></VOTABLE>"))
                .containsExactly(frame);
    }

    @Test
    void ofSeveralSystemsNoneIsTakenWithoutRef() {
        assertThat(frames(Doc.results(B1950 + J2000 + "<TABLE>" + field("ra", "") + "</TABLE>")))
                .containsExactly("none");
    }

    @Test
    void theSystemOfAnotherResourceIsNotAround() {
        assertThat(frames("<VOTABLE><RESOURCE type='meta'>" + B1950 + "</RESOURCE><RESOURCE>" + "<TABLE>"
                        + field("ra", "") + "</TABLE></RESOURCE></VOTABLE>"))
                .containsExactly("none");
    }

    @Test
    void timesHaveTheirSystem() {
        String document =
                Doc.results("<TIMESYS ID='t' timeorigin='2400000.5' timescale='TDB' refposition='BARYCENTER'/>"
                        + "<TABLE>" + field("t", "ref='t'") + field("ra", "") + "</TABLE>");

        assertThat(Reader.of(document).columns().all())
                .extracting(Column::timesys)
                .containsExactly(new TimeSystem("2400000.5", "TDB", "BARYCENTER"), null);
    }

    @Test
    void theSystemsAreTheSameWhereverTheDocumentIsCut() {
        String document = Doc.results(B1950 + J2000 + "<TABLE><GROUP ref='b'><FIELDref ref='c1'/></GROUP>"
                + field("a", "ID='c1'") + field("d", "ref='j'") + "</TABLE>");

        Cuts.of(document.getBytes(StandardCharsets.UTF_8))
                .forEach(pieces -> assertThat(Reader.of(pieces).columns().all())
                        .extracting(column -> column.coosys().toString())
                        .containsExactly("eq_FK4 B1950", "eq_FK5 J2000"));
    }
}
