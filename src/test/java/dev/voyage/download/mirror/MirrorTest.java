package dev.voyage.download.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {

    private static final Path ROOT = Path.of("/data/files");

    private final Mirror mirror = new Mirror(ROOT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://archive.test/FTP/obs/6//60061044002/x.fits | archive.test/FTP/obs/6/60061044002/x.fits
                    https://archive.test/FTP/obs/6/60061044002/x.fits  | archive.test/FTP/obs/6/60061044002/x.fits
                    http://ARCHIVE.test:80/x.fits        | archive.test/x.fits
                    https://archive.test:443/x.fits      | archive.test/x.fits
                    http://127.0.0.1:18081/x.fits        | 127.0.0.1_18081/x.fits
                    http://[::1]:8080/x.fits             | __1_8080/x.fits
                    https://archive.test/a%20b+c%23d%25e&f;g.txt | archive.test/a b+c#d%e&f;g.txt
                    https://archive.test/per%2525cent%25.txt     | archive.test/per%25cent%.txt
                    https://archive.test/uml%c3%a4ut.txt | archive.test/umläut.txt
                    https://archive.test/e%CC%81.txt     | archive.test/e\u0301.txt
                    https://archive.test/latin%E4.txt    | archive.test/latin%E4.txt
                    https://archive.test/.hidden         | archive.test/.hidden
                    https://archive.test/index.html      | archive.test/index.html
                    https://archive.test/...             | archive.test/...
                    """)
    void everyAddressHasOnePlace(String url, String place) {
        assertThat(mirror.placeOf(URI.create(url))).hasToString("/data/files/" + place);
        assertThat(mirror.nameOf(URI.create(url))).isEqualTo(place);
    }

    @Test
    void aFileThatIsCalledOtherwiseThanItsAddressHasAPlaceOfItsOwn() {
        URI plain = URI.create("https://archive.test/x/a.fits");
        assertThat(mirror.nameOf(plain, "a.fits")).isEqualTo("archive.test/x/a.fits");
        assertThat(mirror.nameOf(plain, "a.fits~2")).isEqualTo("archive.test/x/a.fits"); // a suffix in the result only
        assertThat(mirror.nameOf(plain, "b.fits")).matches("archive\\.test/@[0-9a-f]{40}/b\\.fits");

        URI one = URI.create("https://archive.test/get?file=a.fits&id=1");
        URI two = URI.create("https://archive.test/get?file=a.fits&id=2");
        assertThat(mirror.nameOf(one, "a.fits"))
                .matches("archive\\.test/@[0-9a-f]{40}/a\\.fits")
                .isEqualTo(mirror.nameOf(one, "a.fits"))
                .isNotEqualTo(mirror.nameOf(two, "a.fits"));
        assertThat(mirror.nameOf(URI.create("https://archive.test/data/7/"), "7.fits"))
                .endsWith("/7.fits");
        assertThat(mirror.placeOf(one, "a.fits").startsWith(ROOT)).isTrue();
        for (String unsafe : new String[] {"..", "a/b", "../a", "", "a.part", "a\\b"}) {
            assertThatThrownBy(() -> mirror.placeOf(one, unsafe))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemType.UNSAFE_NAME));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://archive.test/../x",
                "https://archive.test/a/../../../etc/passwd",
                "https://archive.test/./x",
                "https://archive.test/%2e%2e/x",
                "https://archive.test/%2E./x",
                "https://archive.test/%2e%2e%2fx",
                "https://archive.test/a%2fb",
                "https://archive.test/%2fetc%2fpasswd",
                "https://archive.test/a%5cb",
                "https://archive.test/..%5cx",
                "https://archive.test/a%00b",
                "https://archive.test/a%0ab",
                "https://archive.test/a%7f",
                "https://archive.test/x.part",
                "https://archive.test/x.part-of",
                "https://archive.test/",
                "https://archive.test",
                "https://archive.test/dir/",
                "https://archive.test/x?a=b",
                "file:///etc/passwd",
                "mailto:me@archive.test"
            })
    void aHostileAddressHasNone(String url) {
        assertRefused(url);
    }

    @Test
    void lengthsAreBounded() {
        String most = "x".repeat(255);
        assertThat(mirror.placeOf(URI.create("https://archive.test/" + most)).getFileName())
                .hasToString(most);
        assertRefused("https://archive.test/" + "x".repeat(300));
        assertRefused("https://archive.test/" + (most + "/").repeat(20) + "x");
    }

    @Test
    void aProblemNamesTheTextAndNotOurDirectory() {
        assertThatThrownBy(() -> mirror.placeOf(URI.create("https://archive.test/a%5cb")))
                .hasMessageContaining("\"a\\\\b\"")
                .hasMessageContaining("backslash")
                .hasMessageNotContaining("/data/files");
    }

    @Property
    void noPlaceIsOutside(@ForAll @StringLength(max = 60) String path) throws URISyntaxException {
        URI url = new URI("https", "archive.test", "/" + path, null);
        try {
            Path place = mirror.placeOf(url);
            assertThat(place).startsWithRaw(ROOT.resolve("archive.test")).isEqualTo(place.normalize());
            assertThat(place.getNameCount()).isGreaterThan(3);
        } catch (Problem refused) {
            assertThat(refused.kind()).isEqualTo(ProblemType.UNSAFE_NAME);
        }
    }

    private void assertRefused(String url) {
        assertThatThrownBy(() -> mirror.placeOf(URI.create(url)))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.UNSAFE_NAME));
    }
}
