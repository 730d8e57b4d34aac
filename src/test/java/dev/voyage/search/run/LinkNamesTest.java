package dev.voyage.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.archive.listing.FileHead;
import dev.voyage.problem.SafeFileNames;
import java.net.URI;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of linked files. */
class LinkNamesTest {

    private static Optional<FileHead> head(String url, String type, String disposition) {
        return Optional.of(new FileHead(URI.create(url), type, disposition, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            https://a.test/p/a.fits                      | image/fits  | - | - | a.fits
            https://a.test/p/a.txt                       | image/fits  | - | - | a.txt
            https://a.test/p/a.fits.fz?RUNID=x9.y        | -           | - | - | a.fits.fz
            https://a.test/p/a%20b%23.fits               | -           | - | - | a b#.fits
            https://a.test/get?file=abc.fits&id=1        | -           | - | - | abc.fits
            https://a.test/get?file=/data/2020/abc.fits.gz&id=1 | -    | - | - | abc.fits.gz
            https://a.test/get?file=a.fits&id=1          | image/fits  | application/octet-stream | attachment; filename="b.fits" | b.fits
            https://a.test/get?file=a.fits&id=1          | image/fits  | - | attachment; filename=b.fits; size=9 | b.fits
            https://a.test/get?id=1                      | -           | - | attachment; filename*=UTF-8''n%C3%A4me.fits; filename="name.fits" | näme.fits
            https://a.test/get?id=1                      | -           | - | attachment; filename="../../etc/passwd.txt" | passwd.txt
            https://a.test/get?id=1                      | -           | - | attachment; filename="C:\\dir\\x.fits" | x.fits
            https://a.test/get?id=1                      | image/fits  | - | attachment; filename="noending" | noending.fits
            https://a.test/get?id=1                      | image/fits  | - | attachment; filename=".." | get.fits
            https://a.test/get?id=1                      | image/fits  | - | inline | get.fits
            https://a.test/get?id=1                      | image/fits  | text/html | - | get.fits
            https://a.test/get?id=1                      | -           | image/png | - | get.png
            https://a.test/get?id=1                      | -           | application/octet-stream | - | get
            https://a.test/retrieve.php?id=7             | application/x-votable+xml;serialization=BINARY2 | - | - | retrieve.vot
            https://a.test/data/123/                     | image/fits  | - | - | 123.fits
            https://a.test/data/obs.001                  | image/fits  | - | - | obs.001.fits
            https://a.test/?id=1                         | image/fits  | - | - | file.fits
            https://a.test/x/..%2f..%2fpasswd            | -           | - | - | .._.._passwd
            https://a.test/x/a.fits.part                 | -           | - | - | file_a.fits_part
            """)
    void aName(String url, String linkedType, String type, String disposition, String name) {
        Optional<FileHead> head = type == null && disposition == null
                ? Optional.empty()
                : head(url, type == null ? "" : type, disposition == null ? "" : disposition);

        String called = LinkNames.of(URI.create(url), head, linkedType == null ? "" : linkedType);

        assertThat(called).isEqualTo(name);
        assertThat(SafeFileNames.refusal(called)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/p/a.fits, true",
        "https://a.test/p/a.fits#x, true",
        "https://a.test/p/a.fits?x=1, false",
        "https://a.test/p/a, false",
        "https://a.test/p/a.1, false",
        "https://a.test/p/get.php, false",
        "https://a.test/p/, false",
    })
    void whetherTheAddressSaysIt(String url, boolean told) {
        assertThat(LinkNames.isTold(URI.create(url))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "a.fits, 2, a~2.fits",
        "a.fits.gz, 3, a~3.fits.gz",
        "a.b.tar.gz, 2, a.b~2.tar.gz",
        "a, 2, a~2",
        ".hidden, 2, .hidden~2",
    })
    void aNumberStandsBeforeTheEnding(String name, int number, String numbered) {
        assertThat(LinkNames.numbered(name, number)).isEqualTo(numbered);
    }

    @ParameterizedTest
    @CsvSource({
        "60061044002, 60061044002",
        "p1, p1",
        "ivo://a.b/c?d e, ivo%3A%2F%2Fa.b%2Fc%3Fd%20e",
        "a_b, a_b",
        "a/b, a%2Fb",
        "a%2Fb, a%252Fb",
        ".., %2E.",
        "umläut, umläut",
    })
    void anObservationsDirectoryIsItsOwn(String id, String directory) {
        assertThat(LinkNames.directory(id)).isEqualTo(directory);
    }

    @Property(tries = 500)
    void whateverIsWrittenTheNameMayBecomeAFile(@ForAll String given, @ForAll String id) {
        String name = LinkNames.of(
                URI.create("https://a.test/get?id=1"),
                head("https://a.test/get?id=1", "", "attachment; filename=\"" + given + "\""),
                "image/fits");

        assertThat(SafeFileNames.refusal(name)).isEmpty();
        assertThat(SafeFileNames.refusal(LinkNames.numbered(name, 2))).isEmpty();
        if (!id.isEmpty()) {
            assertThat(SafeFileNames.refusal(LinkNames.directory(id))).isEmpty();
        }
    }
}
