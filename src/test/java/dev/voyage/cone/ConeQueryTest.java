package dev.voyage.cone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.sky.SkyPosition;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConeQueryTest {

    private static final SkyPosition SOURCE = new SkyPosition(61.81861303, 3.7071705);

    @ParameterizedTest
    @CsvSource({
        "https://a/cone?showoffsets&table=numaster&,"
                + " https://a/cone?showoffsets&table=numaster&RA=61.81861303&DEC=3.7071705&SR=1.0&VERB=2",
        "https://a/cone?showoffsets&table=numaster,"
                + " https://a/cone?showoffsets&table=numaster&RA=61.81861303&DEC=3.7071705&SR=1.0&VERB=2",
        "https://a/cone?x&&y=&, https://a/cone?x&&y=&RA=61.81861303&DEC=3.7071705&SR=1.0&VERB=2",
        "https://a/cone?, https://a/cone?RA=61.81861303&DEC=3.7071705&SR=1.0&VERB=2",
        "https://a/cone, https://a/cone?RA=61.81861303&DEC=3.7071705&SR=1.0&VERB=2",
        "https://a/cone#top, https://a/cone?RA=61.81861303&DEC=3.7071705&SR=1.0&VERB=2",
        "https://a/c%2Fone?t=%41+b&, https://a/c%2Fone?t=%41+b&RA=61.81861303&DEC=3.7071705&SR=1.0&VERB=2",
    })
    void theRegisteredAddressStaysByteForByte(String base, String sent) {
        assertThat(new ConeQuery(URI.create(base), SOURCE, 1.0, 2).toUri()).hasToString(sent);
    }

    @Test
    void numbersHaveNoExponent() {
        var query = new ConeQuery(URI.create("https://a/?"), new SkyPosition(1e-7, -2.5e-5), 1e-4, 1);

        assertThat(query.toUri()).hasToString("https://a/?RA=0.00000010&DEC=-0.000025&SR=0.00010&VERB=1");
    }

    @Test
    void aRadiusOfZeroIsAQuestionAndNotANumberIsNot() {
        assertThat(new ConeQuery(URI.create("https://a/?"), SOURCE, 0, 3)
                        .toUri()
                        .getQuery())
                .endsWith("&SR=0.0&VERB=3");
        assertThatThrownBy(() -> new ConeQuery(URI.create("https://a/?"), SOURCE, Double.NaN, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, false",
        "1, 60, false",
        "1, 60.0166, false", // within one arcsecond of the edge
        "1, 60.0168, true",
        "1, 10800, true",
        "180, 10800, false",
        "0.001, 0.076, false",
        "0.001, 0.077, true",
    })
    void aRowBeyondTheRadiusByMoreThanRoundingIsOutside(double radiusDeg, double offsetArcmin, boolean outside) {
        assertThat(new ConeQuery(URI.create("https://a/?"), SOURCE, radiusDeg, 2).excludes(offsetArcmin))
                .isEqualTo(outside);
    }
}
