package dev.voyage.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    61.8186 +3.7072                | 61.8186     | 3.7072
                    61.8186 3.7072                 | 61.8186     | 3.7072
                    61.8186, 3.7072                | 61.8186     | 3.7072
                    61.8186,-3.7072                | 61.8186     | -3.7072
                    61.8186;+3.7072                | 61.8186     | 3.7072
                    61.8186+3.7072                 | 61.8186     | 3.7072
                    `  61.8186   -3.7072 `         | 61.8186     | -3.7072
                    61.8186 −3.7072                | 61.8186     | -3.7072
                    61.8186° +3.7072°              | 61.8186     | 3.7072
                    61.8186d 3.7072d               | 61.8186     | 3.7072
                    61.8186 deg, 3.7072 deg        | 61.8186     | 3.7072
                    +61.8186 -.5                   | 61.8186     | -0.5
                    61 3                           | 61          | 3
                    0 0                            | 0           | 0
                    360.0 -90                      | 0           | -90
                    04h07m16.5s +03d42m26s         | 61.81875    | 3.707222222
                    4h7m16.5s +3d42m26s            | 61.81875    | 3.707222222
                    04h07m16.5s+03d42m26s          | 61.81875    | 3.707222222
                    04h 07m 16.5s +03d 42m 26s     | 61.81875    | 3.707222222
                    04H07M16.5S 03D42M26S          | 61.81875    | 3.707222222
                    04h07m16.5s, -03°42′26″        | 61.81875    | -3.707222222
                    04h07m16.5s −03° 42' 26"       | 61.81875    | -3.707222222
                    04h07.275m +03d42m             | 61.81875    | 3.7
                    04h07m16.5s +3.7072d           | 61.81875    | 3.7072
                    61d49m07.5s +03d42m26s         | 61.81875    | 3.707222222
                    4.1h -3d                       | 61.5        | -3
                    04:07:16.5 +03:42:26           | 61.81875    | 3.707222222
                    04:07:16.5 03:42:26            | 61.81875    | 3.707222222
                    04:07:16.5+03:42:26            | 61.81875    | 3.707222222
                    04:07:16.5, -03:42:26          | 61.81875    | -3.707222222
                    04 07 16.5 +03 42 26           | 61.81875    | 3.707222222
                    04 07 16.5 03 42 26            | 61.81875    | 3.707222222
                    04 07 16.5 - 03 42 26          |             |
                    04 07.275 +03 42               | 61.81875    | 3.7
                    04:07.275 -03:42               | 61.81875    | -3.7
                    00:00:00 -00:30                | 0           | -0.5
                    00 00 00 -00 00 36             | 0           | -0.01
                    00h00m00s -00d00m36s           | 0           | -0.01
                    04 07 60 +03 42 60             | 62          | 3.716666667
                    23 59 60 +89 59 60             | 0           | 90
                    J040716.4+034225               | 61.81833333 | 3.706944444
                    J040716-034225.5               | 61.81666667 | -3.707083333
                    J04071646+0342258              | 61.81858333 | 3.707166667
                    2MASS J04071646+0342258        | 61.81858333 | 3.707166667
                    CRTS SSS100805 J194428-420209  | 296.1166667 | -42.03583333
                    SDSSJ000000.00-000036.0        | 0           | -0.01
                    """)
    void positionsAreRead(String text, Double raDeg, Double decDeg) {
        var position = Coordinates.parse(text);

        if (raDeg == null) {
            assertThat(position).isEmpty();
            return;
        }
        assertThat(position).isPresent();
        assertThat(position.get().raDeg()).isEqualTo(raDeg, within(1e-7));
        assertThat(position.get().decDeg()).isEqualTo(decDeg, within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "3C 105",
                "M 31",
                "M31",
                "NGC 4151",
                "4U 0404+036",
                "0404+036",
                "0134+32",
                "GRB 130427A",
                "HD 1",
                "61 Cyg",
                "47 Tuc",
                "30 Dor",
                "PSR J0437-4715",
                "PSR B1937+21",
                "J0407+0342",
                "1E 0657-56",
                "1ES 1959+650",
                "BD +30 3639",
                "BD+30 3639",
                "HIP 123 456",
                "SDSS J040716.4+034225A",
                "SWIFT J999999.0+999999",
                "61.8186",
                "61.8186 +",
                "1 2 3",
                "1,2,3",
                "1 2 3 4 5",
                "1e2 3",
                "GAL 012.34+00.56",
                "SNR G012.3-00.4",
                "PN G123.4+05.6",
                "1E 1547.0-5408",
                "AX J1845.0-0433",
                "NGC 4151",
                "L 1551",
                "B 335",
                "b Per",
                "DE 0630",
                "RA 61",
                "Point source 3",
                "Circle 7",
                "J2000 field",
                "Galactic Center",
                "ICRS",
                "NaN NaN",
                "0x10 5",
                "²³ ⁴⁵",
            })
    void namesAreNotTakenForPositions(String text) {
        assertThat(Coordinates.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "361 0",
                "-1 0",
                "10 91",
                "10, -90.0001",
                "25:00:00 +03:00:00",
                "24h00m01s +03d00m00s",
                "04:60:00 +03:00:00",
                "04:00:61 +03:00:00",
                "04:00:00 +90:00:01",
                "04:00:00 -03:60:00",
                "J250000.0+000000",
                "J040716.4+934225",
                "99999999999999999999 3",
            })
    void aPlaceOffTheSkyIsABadTarget(String text) {
        var problem = catchThrowableOfType(Problem.class, () -> Coordinates.parse(text));

        assertThat(problem).isNotNull();
        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "target");
        assertThat(problem.detail()).contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    (184.5575, -5.7844)                                | 184.5575 | -5.7844
                    [184.5575, -5.7844]                                | 184.5575 | -5.7844
                    [184.5575 -5.7844]                                 | 184.5575 | -5.7844
                    { 184.5575 ; -5.7844 }                             | 184.5575 | -5.7844
                    ((184.5575, -5.7844))                              | 184.5575 | -5.7844
                    "184.5575 -5.7844"                                 | 184.5575 | -5.7844
                    '184.5575, -5.7844'                                | 184.5575 | -5.7844
                    184.5575,-5.7844,                                  | 184.5575 | -5.7844
                    184.5575, -5.7844;                                 | 184.5575 | -5.7844
                    (184.5575 deg, −5.7844 deg)                        | 184.5575 | -5.7844
                    ICRS 184.5575 -5.7844                              | 184.5575 | -5.7844
                    icrs: 184.5575, -5.7844                            | 184.5575 | -5.7844
                    J2000 12:18:13.8 -05:47:03.84                      | 184.5575 | -5.7844
                    J2000.0 (12:18:13.8, -05:47:03.84)                 | 184.5575 | -5.7844
                    12 18 13.8 -05 47 03.84 (J2000)                    | 184.5575 | -5.7844
                    12:18:13.8 -05:47:03.84 J2000                      | 184.5575 | -5.7844
                    184.5575 -5.7844 ICRS                              | 184.5575 | -5.7844
                    12ʰ18ᵐ13.8ˢ -05°47′03.84″                          | 184.5575 | -5.7844
                    12ʰ18ᵐ13ˢ.8 −05°47′03″.84                          | 184.5575 | -5.7844
                    12ʰ 18ᵐ 13.8ˢ, −05° 47′ 03.84″                     | 184.5575 | -5.7844
                    (12h18m13.8s, -05d47m03.84s)                       | 184.5575 | -5.7844
                    ra=184.5575 dec=-5.7844                            | 184.5575 | -5.7844
                    ra = 184.5575, dec = -5.7844                       | 184.5575 | -5.7844
                    RA: 184.5575 Dec: -5.7844                          | 184.5575 | -5.7844
                    RA: 12:18:13.8, Dec: -05:47:03.84                  | 184.5575 | -5.7844
                    RA 184.5575 DEC -5.7844                            | 184.5575 | -5.7844
                    RA(J2000)=12h18m13.8s DEC(J2000)=-05d47m03.84s     | 184.5575 | -5.7844
                    α=184.5575, δ=−5.7844                              | 184.5575 | -5.7844
                    dec=-5.7844 ra=184.5575                            | 184.5575 | -5.7844
                    {"ra": 184.5575, "dec": -5.7844}                   | 184.5575 | -5.7844
                    {'ra': 184.5575, 'dec': -5.7844}                   | 184.5575 | -5.7844
                    <SkyCoord (ICRS): (ra, dec) in deg (184.5575, -5.7844)>          | 184.5575 | -5.7844
                    <SkyCoord (FK5: equinox=J2000.000): (ra, dec) in deg (184.5575, -5.7844)> | 184.55749385 | -5.78439748
                    <SkyCoord (Galactic): (l, b) in deg (10., 41.)>    | 236.9306483521 | 2.1456450248
                    SkyCoord(184.5575, -5.7844, unit="deg")            | 184.5575 | -5.7844
                    SkyCoord(ra=184.5575*u.deg, dec=-5.7844*u.deg, frame='icrs') | 184.5575 | -5.7844
                    SkyCoord("12h18m13.8s", "-05d47m03.84s")           | 184.5575 | -5.7844
                    SkyCoord(10*u.deg, 41*u.deg, frame='fk4')          | 10.6843181374 | 41.2738249133
                    POINT ICRS 184.5575 -5.7844                        | 184.5575 | -5.7844
                    POINT('ICRS', 184.5575, -5.7844)                   | 184.5575 | -5.7844
                    Position ICRS 184.5575 -5.7844                     | 184.5575 | -5.7844
                    fk5; point(184.5575, -5.7844)                      | 184.55749385 | -5.78439748
                    FK4 10.0 41.0                                      | 10.6843181374 | 41.2738249133
                    B1950 00 40 00 +41 00 00                           | 10.6843181374 | 41.2738249133
                    fk4(B1950) 00:40:00 +41:00:00                      | 10.6843181374 | 41.2738249133
                    00 40 00 +41 00 00 (B1950)                         | 10.6843181374 | 41.2738249133
                    ra(B1950)=10.0 dec(B1950)=41.0                     | 10.6843181374 | 41.2738249133
                    GAL 10.0 41.0                                      | 236.9306483521 | 2.1456450248
                    galactic (10.0, +41.0)                             | 236.9306483521 | 2.1456450248
                    l=10.0 b=41.0                                      | 236.9306483521 | 2.1456450248
                    l = 10.0, b = +41.0                                | 236.9306483521 | 2.1456450248
                    ecliptic 10.0 41.0                                 | 349.2785486900 | 40.8478626135
                    """)
    void whatProgramsPrintAroundThemIsReadToo(String text, double raDeg, double decDeg) {
        SkyPosition position = Coordinates.parse(text).orElseThrow();

        assertThat(position.offsetArcmin(new SkyPosition(raDeg, decDeg)))
                .as(position.toString())
                .isLessThan(10 / 60_000.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04:07:16.5 3.7",
                "fk5; circle(184.5575, -5.7844, 10\")",
                "circle(184, -5, 1)",
                "CIRCLE ICRS 184.5575 -5.7844 0.1",
                "184.5575 / -5.7844",
                "184.5575 and -5.7844",
                "x=184.5575 y=-5.7844",
                "lon 184.5575 lat -5.7844",
                "near 184.5575 -5.7844",
                "184.5575 -5.7844 1.5",
                "AZEL 184.5575 -5.7844",
                "apparent 12:18:13.8 -05:47:03.8",
                "12h18m13.8s / -05d47m03.8s",
                "NaN 184.5575 5.7",
            })
    void twoAnglesThatAreNotUnderstoodAreNoName(String text) {
        var problem = catchThrowableOfType(Problem.class, () -> Coordinates.parse(text));

        assertThat(problem).isNotNull();
        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "target");
        assertThat(problem.detail()).contains("not understood");
    }

    @Test
    void longTextIsNoPosition() {
        assertThat(Coordinates.parse("1".repeat(300) + " 2")).isEmpty();
    }

    @Property
    void aPositionWrittenDownIsReadBack(
            @ForAll @DoubleRange(min = 0, max = 359.99) double raDeg,
            @ForAll @DoubleRange(min = -90, max = 90) double decDeg) {
        var read = Coordinates.parse(String.format(Locale.ROOT, "%.9f %+.9f", raDeg, decDeg));

        assertThat(read).isPresent();
        assertThat(read.get().offsetArcmin(new SkyPosition(raDeg, decDeg))).isLessThan(1e-6);
    }

    @Property
    void anyTextIsAPositionOrNoneOrABadTarget(@ForAll String text) {
        try {
            assertThat(Coordinates.parse(text)).isNotNull();
        } catch (Problem offTheSky) {
            assertThat(offTheSky.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        }
    }
}
