package dev.voyage.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelestialFrameTest {

    private static final Path GOLDEN = Path.of("src/test/resources/fixtures/frames/icrs-by-astropy.csv");
    private static final double MAS_IN_ARCMIN = 1 / 60_000.0;

    @Test
    void positionsInIcrsAreThoseOfAstropy() throws IOException {
        List<String> lines = Files.readAllLines(GOLDEN).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(150);
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            CelestialFrame frame =
                    CelestialFrame.of(cells[0], cells[1], cells[2]).orElseThrow();
            SkyPosition found = frame.toIcrs(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]));
            SkyPosition right = new SkyPosition(Double.parseDouble(cells[5]), Double.parseDouble(cells[6]));
            assertThat(found.offsetArcmin(right)).as(line).isLessThan(10 * MAS_IN_ARCMIN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ICRS, '', ICRS",
        "icrs, J2000, ICRS",
        "eq_FK4, B1950, FK4 B1950",
        "eq_FK4, '', FK4 B1950",
        "FK4, 1950, FK4 B1950",
        "eq_FK4, B1900.0, FK4 B1900",
        "eq_FK5, '', FK5 J2000",
        "fk5, 2000.0, FK5 J2000",
        "eq_FK5, J1991.25, FK5 J1991.25",
        "galactic, '', galactic",
        "GALACTIC, B1950, galactic",
        "SUPER_GALACTIC, '', supergalactic",
        "ECLIPTIC, '', ecliptic J2000",
        "ecl_FK5, J2000, ecliptic J2000",
        "ecl_FK4, '', ecliptic of FK4 B1950",
        "FK4-NO-E, B1950, FK4-NO-E B1950",
        "barycentricmeanecliptic, J2000.000, ecliptic J2000",
    })
    void framesAreReadInAllTheirSpellings(String system, String equinox, String frame) {
        assertThat(CelestialFrame.of(system, equinox, "")).map(Object::toString).hasValue(frame);
    }

    @ParameterizedTest
    @CsvSource({
        "geo_app, ''",
        "AZ_EL, ''",
        "GALACTIC_I, ''",
        "barycentric, ''",
        "xy, ''",
        "eq_FK5, of date",
        "eq_FK4, B19",
        "eq_FK5, J9999",
        "'', J2000"
    })
    void whatCannotBeTransformedIsNone(String system, String equinox) {
        assertThat(CelestialFrame.of(system, equinox, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"J2000, J2000", "b1950.0, B1950", "1950, B1950", "1983.9, B1983.9", "1984.0, J1984", "2015.5, J2015.5"})
    void equinoxesAreReadWithTheirLetterOrByTheirYear(String text, String equinox) {
        assertThat(Equinox.parse(text)).map(Object::toString).hasValue(equinox);
    }

    @Test
    void onlyIcrsAndFk5AtJ2000AreModern() {
        assertThat(CelestialFrame.ICRS.isModern()).isTrue();
        assertThat(CelestialFrame.FK5_J2000.isModern()).isTrue();
        assertThat(CelestialFrame.FK4_B1950.isModern()).isFalse();
        assertThat(CelestialFrame.of("FK5", "J1991.25", "").orElseThrow().isModern())
                .isFalse();
        assertThat(CelestialFrame.GALACTIC.isModern()).isFalse();
    }

    @Property(tries = 300)
    void distancesStayInEveryFrame(
            @ForAll FrameSystem system,
            @ForAll @DoubleRange(min = 0, max = 360) double lonDeg,
            @ForAll @DoubleRange(min = -89.9, max = 89.9) double latDeg) {
        var frame = new CelestialFrame(system, null, null);
        var there = new SkyPosition(lonDeg % 360, latDeg);
        var near = new SkyPosition(lonDeg % 360, latDeg < 0 ? latDeg + 0.1 : latDeg - 0.1);

        double before = there.offsetArcmin(near);
        double after = frame.toIcrs(lonDeg, latDeg)
                .offsetArcmin(frame.toIcrs(lonDeg, latDeg < 0 ? latDeg + 0.1 : latDeg - 0.1));

        assertThat(after).isCloseTo(before, within(0.0001)); // the elliptic terms are not a rotation
    }
}
