package dev.voyage.tablewriter.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.TimeSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableSystemsTest {

    private static Column column(String name, String ucd) {
        return Column.of(name, Datatype.DOUBLE).unit("deg").ucd(ucd);
    }

    private static String written(TableSystems systems) {
        var xml = new StringBuilder();
        systems.write(xml);
        return xml.toString();
    }

    @Test
    void aColumnRefersToTheFrameThatItsSourceGives() {
        Column old = column("RAB1950", "pos.eq.ra;meta.main").in(new CoordinateSystem("FK4", "B1950", "", ""), null);
        Column modern = column("ra", "pos.eq.ra;meta.main");
        Column other = column("x", "");
        var systems = new TableSystems(List.of(old, modern, other));

        assertThat(written(systems)).isEqualTo("""
                        <COOSYS ID="frame_1" system="eq_FK4" equinox="B1950"/>
                        <COOSYS ID="icrs" system="ICRS"/>
                        """);
        assertThat(List.of(systems.ref(old), systems.ref(modern), systems.ref(other)))
                .containsExactly("frame_1", "icrs", "");
    }

    @Test
    void aFrameWithoutAWordIsNotWrittenAsAnother() {
        Column horizontal = column("az", "pos.eq.ra;meta.main").in(new CoordinateSystem("AZ_EL", "", "", ""), null);
        var systems = new TableSystems(List.of(horizontal));

        assertThat(written(systems)).isEmpty();
        assertThat(systems.ref(horizontal)).isEmpty();
    }

    @Test
    void timesKeepTheirSystem() {
        Column time = column("t", "time.epoch").in(null, new TimeSystem("MJD-origin", "TDB", "BARYCENTER"));
        var systems = new TableSystems(List.of(time));

        assertThat(written(systems))
                .isEqualTo("<TIMESYS ID=\"time_1\" timeorigin=\"MJD-origin\" timescale=\"TDB\""
                        + " refposition=\"BARYCENTER\"/>\n");
        assertThat(systems.ref(time)).isEqualTo("time_1");
    }
}
