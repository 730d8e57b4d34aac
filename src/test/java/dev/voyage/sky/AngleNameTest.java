package dev.voyage.sky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Column names in public catalogues. */
class AngleNameTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
                    ra              | RA            | -          |
                    DEC             | DEC           | -          |
                    R.A.            | RA            | -          |
                    Right Ascension | RA            | -          |
                    Declination     | DEC           | -          |
                    ra_obj          | RA            | -          |
                    dec_obj         | DEC           | -          |
                    OBJ_RA          | RA            | -          |
                    coord_ra        | RA            | -          |
                    ALPHA_J2000     | RA            | ICRS       |
                    DELTA_J2000     | DEC           | ICRS       |
                    ALPHAWIN_J2000  | RA            | ICRS       |
                    DELTAPEAK_J2000 | DEC           | ICRS       |
                    ALPHA_SKY       | RA            | -          |
                    raMean          | RA            | -          |
                    decStack        | DEC           | -          |
                    RAJ2000         | RA            | ICRS       |
                    _DEJ2000        | DEC           | ICRS       |
                    _RA.icrs        | RA            | ICRS       |
                    RA_ICRS         | RA            | ICRS       |
                    DE_ICRS         | DEC           | ICRS       |
                    RAdeg           | RA            | -          | deg
                    DEdeg           | DEC           | -          | deg
                    RA(ICRS)        | RA            | ICRS       |
                    RA (J2000.0)    | RA            | ICRS       |
                    RA_2000         | RA            | ICRS       |
                    s_ra            | RA            | -          |
                    target_ra       | RA            | -          |
                    DEC_TARG        | DEC           | -          |
                    RA (hours)      | RA            | -          | h
                    ra_rad          | RA            | -          | rad
                    RA_B1950        | RA            | FK4 B1950  |
                    RA (B1950)      | RA            | FK4 B1950  |
                    DEB1950         | DEC           | FK4 B1950  |
                    DE1900          | DEC           | FK4 B1900  |
                    ra_fk4          | RA            | FK4 B1950  |
                    ra_fk4_b1875    | RA            | FK4 B1875  |
                    ra_icrs_j2000   | RA            | ICRS       |
                    ra_fk5          | RA            | FK5 J2000  |
                    RA (FK5, J2000) | RA            | FK5 J2000  |
                    l               | GALACTIC_LON  | -          |
                    b               | GALACTIC_LAT  | -          |
                    GLON            | GALACTIC_LON  | -          |
                    lii             | GALACTIC_LON  | -          |
                    gal_b           | GALACTIC_LAT  | -          |
                    Galactic Latitude | GALACTIC_LAT | -         |
                    elon            | ECLIPTIC_LON  | -          |
                    elat_b1950      | ECLIPTIC_LAT  | ecliptic of FK4 B1950 |
                    lambda          | ECLIPTIC_LON  | -          |
                    beta            | ECLIPTIC_LAT  | -          |
                    SGL             | SUPERGALACTIC_LON | -      |
                    """)
    void aNameGivesItsAngleFrameAndUnit(String name, AngleName.Axis axis, String frame, String unit) {
        AngleName read = AngleName.of(name).orElseThrow();

        assertThat(read.axis()).isEqualTo(axis);
        assertThat(read.frame() == null ? null : read.frame().toString()).isEqualTo(frame);
        assertThat(read.unit()).isEqualTo(unit == null ? "" : unit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "radius",
                "rate",
                "rad",
                "deg",
                "date",
                "decade",
                "grade",
                "e_RAJ2000",
                "ra_error",
                "raErr",
                "dec_err",
                "pmRA",
                "pmde",
                "pm_ra",
                "RA offset",
                "radec",
                "raPMdec",
                "dra",
                "flux",
                "extra",
                "ra_fk4_j2000",
                "ra_foo"
            })
    void otherNamesGiveNone(String name) {
        assertThat(AngleName.of(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ra_foo", "RA_apparent", "foo ra", "Dec (of date)", "lon", "LATITUDE", "X_WORLD", "alpha_2"})
    void aNameMaySoundLikeAnAngleAndNotBeUnderstood(String name) {
        assertThat(AngleName.of(name)).isEmpty();
        assertThat(AngleName.soundsLikeOne(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ra_error", "e_DE", "pm_dec", "radius", "extra", "order", "flat", "long_name2x"})
    void errorsAndMotionsDoNotSoundLikeOne(String name) {
        assertThat(AngleName.soundsLikeOne(name.equals("long_name2x") ? "longname" : name))
                .isFalse();
    }

    @Test
    void bothOfAPairAreOfOneFrameAndOneOwner() {
        assertThat(pair("RAJ2000", "DEJ2000")).isTrue();
        assertThat(pair("ra_obj", "dec_obj")).isTrue();
        assertThat(pair("ra_hours", "dec_deg")).isTrue();
        assertThat(pair("RAJ2000", "DEB1950")).isFalse();
        assertThat(pair("ra", "dec_j2000")).isFalse();
        assertThat(pair("ra_gaia", "dec_wise")).isFalse();
        assertThat(pair("l", "dec")).isFalse();
    }

    private static boolean pair(String one, String other) {
        return AngleName.of(one).orElseThrow().pairsWith(AngleName.of(other).orElseThrow());
    }

    @Test
    void aNameThatCanBeReadInManyWaysEnds() {
        assertThat(AngleName.of("ra" + "hrs".repeat(20) + "x")).isEmpty();
        assertThat(AngleName.of("ra" + "hrs".repeat(20))).isPresent();
    }

    @Property(tries = 500)
    void anyNameIsReadOrNot(@ForAll String name) {
        assertThat(AngleName.of(name)).isNotNull();
        assertThat(AngleName.soundsLikeOne(name)).isIn(true, false);
    }

    /** Names are kept once parsed; however many others come, each keeps its meaning. */
    @Test
    void manyOtherNamesDoNotChangeTheMeaningOfOne() {
        Optional<AngleName> before = AngleName.of("RA_ICRS");
        for (int i = 0; i < 10_000; i++) {
            assertThat(AngleName.of("flux_" + i)).as("flux_%s", i).isEmpty();
        }
        assertThat(AngleName.of("RA_ICRS")).isEqualTo(before);
    }
}
