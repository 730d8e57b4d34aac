package dev.voyage.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.preview.picture.Stretch;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The coordinates of a picture are those of its header; the matrices are astropy's ({@code WCS.pixel_scale_matrix}). */
class PictureSkyTest {

    private static final String[] TANGENT = {
        "CTYPE1  = 'RA---TAN'",
        "CTYPE2  = 'DEC--TAN'",
        "CRPIX1  = 500.5",
        "CRPIX2  = 380.",
        "CRVAL1  = 61.8186",
        "CRVAL2  = 3.7072"
    };

    @Test
    void aMatrixIsTakenAsItIs() throws IOException {
        JsonNode sky = sky(TANGENT, "CD1_1   = -0.02", "CD1_2   = 0.005", "CD2_1   = 0.004", "CD2_2   = 2.0D-2");

        assertThat(sky.path("projection").asText()).isEqualTo("TAN");
        assertThat(sky.path("frame").asText()).isEqualTo("ICRS");
        assertThat(sky.has("equinox")).isFalse();
        assertThat(numbers(sky.path("referencePixel"))).containsExactly(500.5, 380.0);
        assertThat(sky.path("referenceLonDeg").asDouble()).isEqualTo(61.8186);
        assertThat(sky.path("referenceLatDeg").asDouble()).isEqualTo(3.7072);
        assertThat(matrix(sky)).containsExactly(-0.02, 0.005, 0.004, 0.02);
        assertThat(sky.path("poleLonDeg").asDouble()).isEqualTo(180);
        assertThat(sky.path("distorted").asBoolean()).isFalse();
        assertThat(sky.path("width").asInt()).isEqualTo(40);
        assertThat(sky.path("height").asInt()).isEqualTo(20);
        assertThat(sky.path("step").asInt()).isEqualTo(3);
    }

    @Test
    void stepsAreTurned() throws IOException {
        String[] galactic = {
            "CTYPE1  = 'GLON-SIN'",
            "CTYPE2  = 'GLAT-SIN'",
            "CDELT1  = -0.01",
            "CDELT2  = 0.01",
            "CROTA2  = 30.",
            "LONPOLE = 150."
        };
        JsonNode sky = sky(galactic);

        assertThat(sky.path("frame").asText()).isEqualTo("GALACTIC");
        assertThat(sky.path("projection").asText()).isEqualTo("SIN");
        assertThat(sky.path("poleLonDeg").asDouble()).isEqualTo(150);
        List<Double> matrix = matrix(sky);
        double[] known = {-0.008660254037844387, -0.004999999999999999, -0.004999999999999999, 0.008660254037844387};
        for (int at = 0; at < known.length; at++) {
            assertThat(matrix.get(at)).isCloseTo(known[at], within(1e-15));
        }
    }

    @Test
    void latitudeMayBeTheFirstAxis() throws IOException {
        JsonNode sky = sky(new String[] {
            "CTYPE1  = 'DEC--TAN'",
            "CTYPE2  = 'RA---TAN'",
            "CRVAL1  = -30.",
            "CRVAL2  = 200.",
            "CDELT1  = 0.01",
            "CDELT2  = -0.01"
        });

        assertThat(sky.path("referenceLonDeg").asDouble()).isEqualTo(200);
        assertThat(sky.path("referenceLatDeg").asDouble()).isEqualTo(-30);
        assertThat(matrix(sky)).containsExactly(0.0, -0.01, 0.01, 0.0);
    }

    @Test
    void unitsOfAnglesBecomeDegrees() throws IOException {
        JsonNode sky = sky(
                TANGENT,
                "CUNIT1  = 'arcmin'",
                "CUNIT2  = 'arcmin'",
                "CRVAL1  = 600.",
                "CRVAL2  = -300.",
                "CDELT1  = -0.6",
                "CDELT2  = 0.6");

        assertThat(sky.path("referenceLonDeg").asDouble()).isCloseTo(10, within(1e-12));
        assertThat(sky.path("referenceLatDeg").asDouble()).isCloseTo(-5, within(1e-12));
        assertThat(matrix(sky).get(0)).isCloseTo(-0.01, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "RADESYS = 'FK5', FK5, 2000",
        "RADECSYS= 'FK4', FK4, 1950",
        "RADESYS = 'FK4-NO-E', FK4, 1950",
        "EQUINOX = 1950., FK4, 1950",
        "EPOCH   = 2000., FK5, 2000",
        "RADESYS = 'ICRS', ICRS, "
    })
    void theFrameIsStatedOrFollowsFromTheEquinox(String card, String frame, Double equinox) throws IOException {
        JsonNode sky = sky(TANGENT, "CDELT1  = -0.01", "CDELT2  = 0.01", card);

        assertThat(sky.path("frame").asText()).isEqualTo(frame);
        assertThat(sky.has("equinox") ? sky.path("equinox").asDouble() : null).isEqualTo(equinox);
    }

    @Test
    void atThePoleTheDefaultPoleIsZeroAndADistortionIsTold() throws IOException {
        String[] polar = {
            "CTYPE1  = 'RA---TAN-SIP'", "CTYPE2  = 'DEC--TAN-SIP'", "CRVAL2  = 90.", "CDELT1  = -0.01", "CDELT2  = 0.01"
        };
        JsonNode sky = sky(polar);

        assertThat(sky.path("poleLonDeg").asDouble()).isZero();
        assertThat(sky.path("distorted").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CTYPE1  = 'GLON-TAN'|no longitude and latitude of one projection",
                "CTYPE2  = 'RA---TAN'|no longitude and latitude of one projection",
                "CTYPE2  = 'DEC--SIN'|no longitude and latitude of one projection",
                "CTYPE1  = 'FREQ'|axis 1 of HDU 0 is no coordinate of the sky: its CTYPE is FREQ",
                "CUNIT1  = 'Hz'|CUNIT1 of HDU 0 is \"Hz\", no unit of angles",
                "CRVAL1  = 'x'|CRVAL1 of HDU 0 is \"x\", no number",
                "CDELT1  = 0.|cannot be inverted",
                "CDELT1  = NaN|cannot be inverted",
            })
    void coordinatesThatCannotBeUsedAreNotGuessed(String card, String reason) {
        assertThatThrownBy(() -> sky(TANGENT, "CDELT1  = -0.01", "CDELT2  = 0.01", card))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemType.NO_PREVIEW);
                    assertThat(problem.detail()).contains(reason);
                });
    }

    @Test
    void anImageWithoutCoordinatesSaysSo() {
        assertThatThrownBy(() -> sky(new String[0]))
                .hasMessageContaining("axis 1 of HDU 0 is no coordinate of the sky");
    }

    @Test
    void aProjectionThatIsNotKnownIsNamed() {
        String[] whole = {"CTYPE1  = 'RA---AIT'", "CTYPE2  = 'DEC--AIT'", "CDELT1  = -0.01", "CDELT2  = 0.01"};

        assertThatThrownBy(() -> sky(whole)).hasMessageContaining("the projection AIT of HDU 0 is none of [TAN, SIN,");
    }

    /** A card that is given again replaces the first. */
    private static JsonNode sky(String[] cards, String... more) throws IOException {
        var all = new ArrayList<>(List.of("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 40", "NAXIS2  = 20"));
        for (String card : cards) {
            if (List.of(more).stream().noneMatch(other -> other.startsWith(card.substring(0, 8)))) {
                all.add(card);
            }
        }
        var names = new ArrayList<String>();
        for (int at = more.length - 1; at >= 0; at--) {
            if (!names.contains(more[at].substring(0, 8))) {
                names.add(more[at].substring(0, 8));
                all.add(more[at]);
            }
        }
        byte[] file = new FitsBytes()
                .header(all.toArray(String[]::new))
                .data(new byte[800])
                .bytes();
        var request = new PreviewRequest(PreviewKind.WCS, 16, Stretch.ASINH, PreviewRequest.ANY_HDU, "", 1);
        return new ObjectMapper().readTree(Drawn.preview(file, request));
    }

    private static List<Double> matrix(JsonNode sky) {
        var all = new ArrayList<>(numbers(sky.path("matrix").path(0)));
        all.addAll(numbers(sky.path("matrix").path(1)));
        return all;
    }

    private static List<Double> numbers(JsonNode array) {
        var numbers = new ArrayList<Double>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }
}
