package dev.voyage.archive.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountsTest {

    private static final Mounts FTP = Mounts.parse(List.of("https://heasarc.gsfc.nasa.gov/FTP/=/FTP/"));

    @ParameterizedTest
    @CsvSource({
        "https://heasarc.gsfc.nasa.gov/FTP/nustar/data/obs/00/6//60061044002/,/FTP/nustar/data/obs/00/6/60061044002",
        "http://heasarc.gsfc.nasa.gov/FTP/a/b.fits,/FTP/a/b.fits",
        "http://HEASARC.gsfc.NASA.gov:80//FTP//a,/FTP/a",
        "https://heasarc.gsfc.nasa.gov:443/FTP/a,/FTP/a",
        "https://heasarc.gsfc.nasa.gov/%46TP/a%20b+c%2520%C3%A9,/FTP/a b+c%20é",
        "https://heasarc.gsfc.nasa.gov/FTP/,/FTP",
        "https://heasarc.gsfc.nasa.gov/FTP,/FTP"
    })
    void anAddressHasOnePlace(String url, String place) {
        assertThat(FTP.placeOf(URI.create(url))).contains(Path.of(place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://heasarc.gsfc.nasa.gov/FTPS/a",
                "https://heasarc.gsfc.nasa.gov/ftp/a",
                "https://heasarc.gsfc.nasa.gov:8443/FTP/a",
                "https://heasarc.gsfc.nasa.gov.evil.org/FTP/a",
                "https://user@heasarc.gsfc.nasa.gov/FTP/a",
                "https://heasarc.gsfc.nasa.gov/FTP/a?b",
                "https://heasarc.gsfc.nasa.gov/x/../FTP/a"
            })
    void otherAddressesHaveNone(String url) {
        assertThat(FTP.placeOf(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"..,dots", "%2e%2e,dots", "%2E,dots", "a%2Fb,encoded-slash", "a%5Cb,backslash", "a%00b,control"})
    void aNameThatCouldLeaveTheDirectoryIsRefused(String name, String reason) {
        for (String path : List.of(name, name + "/etc/passwd", "sub/" + name + "/x")) {
            assertThatThrownBy(() -> FTP.placeOf(URI.create("https://heasarc.gsfc.nasa.gov/FTP/" + path)))
                    .isInstanceOfSatisfying(
                            Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.UNSAFE_NAME))
                    .hasMessageContaining(reason);
        }
    }

    @Property(tries = 2000)
    void noAddressHasAPlaceOutside(@ForAll byte[] path) {
        var escaped = new StringBuilder("http://h/a/");
        for (byte b : path) {
            boolean plain = b == '/' || b == '.' || Character.isLetterOrDigit(b);
            escaped.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
        }
        try {
            Mounts.parse(List.of("http://h/a/=/mnt/a"))
                    .placeOf(URI.create(escaped.toString()))
                    .ifPresent(place -> assertThat(place.normalize()).startsWithRaw(Path.of("/mnt/a")));
        } catch (Problem refused) {
            assertThat(refused.kind()).isEqualTo(ProblemType.UNSAFE_NAME);
        }
    }

    @Test
    void theLongestPrefixWins() {
        var mounts = Mounts.parse(List.of("http://h/a/=/short", "http://h/a//b/=/long/", "http://h:8080/a/=/port"));
        assertThat(mounts.placeOf(URI.create("https://h/a/b/c"))).contains(Path.of("/long/c"));
        assertThat(mounts.placeOf(URI.create("https://h/a/c"))).contains(Path.of("/short/c"));
        assertThat(mounts.placeOf(URI.create("http://h:8080/a/c"))).contains(Path.of("/port/c"));
        assertThat(Mounts.parse(List.of()).placeOf(URI.create("http://h/a/"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',slash",
        "/FTP/,slash",
        "https://h/FTP=/FTP/,slash",
        "ftp://h/FTP/=/FTP/,not an http address",
        "https://h/FTP/=,absolute",
        "https://h/FTP/=FTP,absolute",
        "https://h/FTP/=../FTP,absolute",
        "https://u@h/FTP/=/FTP/,user"
    })
    void aWrongPairIsNamedWithWhatIsRight(String pair, String why) {
        assertThatThrownBy(() -> Mounts.parse(List.of("https://x/=/x", pair)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voyage.mounts")
                .hasMessageContaining(QuotedText.of(pair))
                .hasMessageContaining(why)
                .hasMessageContaining("https://heasarc.gsfc.nasa.gov/FTP/=/FTP/");
    }

    @Test
    void twoPairsForOnePrefixAreRefused() {
        assertThatThrownBy(() -> Mounts.parse(List.of("https://h/FTP/=/a", "http://H:80//FTP/=/b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("second pair");
    }
}
