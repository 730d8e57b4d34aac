package dev.voyage.archive.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.archive.listing.PathSegments;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HrefTest {

    private static final URI PAGE = URI.create("https://archive.test/FTP/nustar/data/obs/02/6//60261003002/");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    event_cl/                     | directory event_cl
                    pipe.log                      | file pipe.log
                    index_of_products.txt         | file index_of_products.txt
                    index.html                    | file index.html
                    with%20space.fits             | file with space.fits
                    with raw space.fits           | file with raw space.fits
                    a%20b+c%23d%25e&f;g.txt       | file a b+c#d%e&f;g.txt
                    per%2525cent%25.txt           | file per%25cent%.txt
                    uml%c3%a4ut.txt               | file umläut.txt
                    umläut.txt                    | file umläut.txt
                    ./colon:1.txt                 | file colon:1.txt
                    ././x                         | file x
                    colon%3A1.txt                 | file colon:1.txt
                    a[1].fits                     | file a[1].fits
                    .hidden                       | file .hidden
                    ...                           | file ...
                    ' x.txt '                     | file x.txt
                    /FTP/nustar/data/obs/02/6//60261003002/x.txt   | file x.txt
                    /FTP/nustar/data/obs/02/6/60261003002/hk/      | directory hk
                    /%46TP/nustar/data/obs/02/6/60261003002/hk/    | directory hk
                    https://archive.test/FTP/nustar/data/obs/02/6/60261003002/x.txt | file x.txt
                    HTTPS://ARCHIVE.test:443/FTP/nustar/data/obs/02/6//60261003002/x.txt | file x.txt
                    //archive.test/FTP/nustar/data/obs/02/6//60261003002/x.txt | file x.txt
                    ?C=N;O=D                      | SORT
                    ./?sort=name&order=desc       | SORT
                    /FTP/nustar/data/obs/02/6/60261003002/?C=M;O=A | SORT
                    ../?C=N&O=A                   | PARENT
                    /FTP/nustar/data/?C=N         | PARENT
                    x.txt?version=2               | QUERY
                    /cgi-bin/get?x                | NOT_BELOW
                    ?                             | SORT
                    ?N=D                          | SORT
                    ?sort=name&dir=asc            | SORT
                    ?F=0&C=S;O=A                  | SORT
                    ?page=0                       | SORT
                    ?marker=                      | SORT
                    ?zip                          | SORT
                    ?marker=ch009.dat             | more ?marker=ch009.dat
                    ?page=1                       | more ?page=1
                    ?C=N;O=D&page=2               | more ?C=N;O=D&page=2
                    ?dir=sub                      | more ?dir=sub
                    ?dir=/obs/asc                 | more ?dir=/obs/asc
                    ./?path=sub                   | more ?path=sub
                    /FTP/nustar/data/obs/02/6/60261003002/?c=a | more ?c=a
                    #top                          | SELF
                    ./                            | SELF
                    .                             | SELF
                    /FTP/nustar/data/obs/02/6/60261003002/ | SELF
                    x.html#part                   | FRAGMENT
                    ../                           | PARENT
                    ..                            | PARENT
                    /FTP/nustar/data/obs/02/6/    | PARENT
                    /FTP/nustar/data/obs/02/6//   | PARENT
                    /FTP/                         | PARENT
                    /                             | PARENT
                    ../../x                       | NOT_BELOW
                    x/../                         | SELF
                    ../../                        | PARENT
                    /FTP/nustar/data/obs/02/6/60261003002/../ | PARENT
                    ../60261003002/x              | DOTS
                    a/../b                        | DOTS
                    %2e%2e/                       | DOTS
                    .%2E                          | DOTS
                    %2e%2e%2fx                    | ENCODED_SLASH
                    a%2Fb                         | ENCODED_SLASH
                    a%5cb                         | BACKSLASH
                    ..\\x                         | BACKSLASH
                    a%00b                         | CONTROL
                    a%0Ab                         | CONTROL
                    a/b                           | file a/b
                    a/b/                          | directory a/b
                    sub//deep/c.dat               | file sub/deep/c.dat
                    sub/%2e%2e/x                  | DOTS
                    sub/a%5cb/x                   | BACKSLASH
                    obs:001.dat                   | file obs:001.dat
                    T12:30:00.log                 | file T12:30:00.log
                    /FTP/nustar/data/obs/02/7/x   | NOT_BELOW
                    /icons/blank.gif              | NOT_BELOW
                    http://archive.test/FTP/nustar/data/obs/02/6/60261003002/x | file x
                    http://archive.test:80/FTP/nustar/data/obs/02/6/60261003002/x | file x
                    http://archive.test:8080/FTP/nustar/data/obs/02/6/60261003002/x | OTHER_HOST
                    https://archive.test:8443/FTP/nustar/data/obs/02/6/60261003002/x | OTHER_HOST
                    https://archive.test@evil.test/FTP/nustar/data/obs/02/6/60261003002/x | OTHER_HOST
                    https://me@archive.test/FTP/nustar/data/obs/02/6/60261003002/x | OTHER_HOST
                    https://evil.test/x           | OTHER_HOST
                    //evil.test/x                 | OTHER_HOST
                    https:x                       | NOT_A_URL
                    https://                      | NOT_A_URL
                    bad%zz.fits                   | file bad%zz.fits
                    javascript:alert(1)           | OTHER_SCHEME
                    mailto:help@archive.test      | OTHER_SCHEME
                    ftp://archive.test/x          | OTHER_SCHEME
                    file:///etc/passwd            | OTHER_SCHEME
                    x.fits.part                   | RESERVED
                    """)
    void everyLinkOfAListingHasAMeaning(String href, String meaning) {
        assertThat(describe(Href.of(PAGE, href))).isEqualTo(meaning);
    }

    @Test
    void whatCannotStandInATableIsRefusedToo() {
        assertThat(describe(Href.of(PAGE, ""))).isEqualTo("EMPTY");
        assertThat(describe(Href.of(PAGE, " \t"))).isEqualTo("EMPTY");
        assertThat(describe(Href.of(PAGE, "a\0b"))).isEqualTo("CONTROL");
        assertThat(describe(Href.of(PAGE, "a\nb"))).isEqualTo("CONTROL");
        assertThat(describe(Href.of(PAGE, "x".repeat(300)))).isEqualTo("TOO_LONG");
        assertThat(describe(Href.of(PAGE, "x".repeat(10000)))).isEqualTo("TOO_LONG");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hk/              | https://archive.test/FTP/nustar/data/obs/02/6//60261003002/hk/
                    ./colon:1.txt    | https://archive.test/FTP/nustar/data/obs/02/6//60261003002/colon:1.txt
                    a%2bb%c3%A4      | https://archive.test/FTP/nustar/data/obs/02/6//60261003002/a%2bb%c3%A4
                    ä b[1]           | https://archive.test/FTP/nustar/data/obs/02/6//60261003002/%C3%A4%20b%5B1%5D
                    /FTP/nustar/data/obs/02/6/60261003002/x | https://archive.test/FTP/nustar/data/obs/02/6/60261003002/x
                    """)
    void theAddressAskedForIsTheOneGivenByteForByte(String href, String url) {
        assertThat(((Href.Entry) Href.of(PAGE, href)).url()).hasToString(url);
    }

    @Property
    void whateverTheTextAnEntryIsBelow(@ForAll @StringLength(max = 40) String text) {
        if (Href.of(PAGE, text) instanceof Href.Entry entry) {
            assertThat(entry.url().getHost()).isEqualTo("archive.test");
            assertThat(PathSegments.of(entry.url().getRawPath()))
                    .startsWith("FTP", "nustar", "data", "obs", "02", "6", "60261003002")
                    .hasSize(7 + entry.names().size())
                    .endsWith(entry.names().toArray(String[]::new));
            assertThat(entry.names()).isNotEmpty().allSatisfy(name -> assertThat(name)
                    .doesNotContain("/", "\\", "\0")
                    .isNotIn("", ".", ".."));
        }
    }

    private static String describe(Href href) {
        if (href instanceof Href.Entry entry) {
            return (entry.isDirectory() ? "directory " : "file ") + entry.name();
        }
        return href instanceof Href.More more
                ? "more ?" + more.url().getRawQuery()
                : ((Href.Foreign) href).reason().name();
    }
}
