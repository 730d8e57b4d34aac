package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.files.FileRoute;
import dev.voyage.api.files.FileType;
import dev.voyage.api.files.FileView;
import dev.voyage.api.files.Sha256Sums;
import dev.voyage.api.message.ByteRange;
import dev.voyage.api.message.Validators;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges, validators, names and checksums of files. */
class FileAnswersTest {

    private static final Instant MODIFIED = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final String DATE = "Tue, 03 Feb 2026 04:05:06 GMT";
    private static final Validators FILE = new Validators("\"abc\"", MODIFIED);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bytes=0-0        | 10 | 0-0
                    bytes=0-         | 10 | 0-9
                    bytes=3-5        | 10 | 3-5
                    bytes=3-99       | 10 | 3-9
                    bytes=9-         | 10 | 9-9
                    bytes=-1         | 10 | 9-9
                    bytes=-99        | 10 | 0-9
                    bytes=10-        | 10 | none
                    bytes=10-11      | 10 | none
                    bytes=-0         | 10 | none
                    bytes=0-         | 0  | none
                    bytes=-5         | 0  | none
                    bytes=5-3        | 10 | all
                    bytes=-          | 10 | all
                    bytes=0-1,3-4    | 10 | all
                    bytes=a-b        | 10 | all
                    lines=1-2        | 10 | all
                    bytes=1          | 10 | all
                                     | 10 | all
                    bytes=99999999999999999999- | 10 | all
                    """)
    void everyRangeHasAMeaning(String header, long size, String meaning) {
        assertThat(describe(ByteRange.of(header, size))).isEqualTo(meaning);
    }

    private static String describe(ByteRange range) {
        if (range instanceof ByteRange.Part part) {
            return part.first() + "-" + part.last();
        }
        return range instanceof ByteRange.Whole ? "all" : "none";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    "abc"          | -                             | true
                    W/"abc"        | -                             | true
                    "x", "abc"     | -                             | true
                    *              | -                             | true
                    "abcd"         | -                             | false
                    abc            | -                             | false
                    "x"            | Tue, 03 Feb 2026 04:05:06 GMT | false
                    -              | Tue, 03 Feb 2026 04:05:06 GMT | true
                    -              | Tue, 03 Feb 2026 04:05:05 GMT | false
                    -              | Tue Feb  3 04:05:06 2026      | true
                    -              | yesterday                     | false
                    -              | -                             | false
                    """)
    void whoHasItAlreadyIsTold(String ifNoneMatch, String ifModifiedSince, boolean unchanged) {
        assertThat(FILE.unchanged(ifNoneMatch, ifModifiedSince)).isEqualTo(unchanged);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    -                             | true
                    "abc"                         | true
                    W/"abc"                       | false
                    "abd"                         | false
                    Tue, 03 Feb 2026 04:05:06 GMT | true
                    Tuesday, 03-Feb-26 04:05:06 GMT | true
                    Tue, 03 Feb 2026 04:05:07 GMT | false
                    yesterday                     | false
                    """)
    void aPartIsOnlyGivenOfTheSameFile(String ifRange, boolean same) {
        assertThat(FILE.sameAs(ifRange)).isEqualTo(same);
    }

    @Test
    void aWeakTagAndAMissingDateGiveNoParts() {
        assertThat(new Validators("W/\"a\"", null).sameAs("W/\"a\"")).isFalse();
        assertThat(new Validators("\"a\"", null).sameAs(DATE)).isFalse();
        assertThat(new Validators("\"a\"", null).unchanged(null, DATE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v1/searches/x/files/a/b.fits       | a/b.fits
                    /v1/searches/x/files/a%2Fb.fits     | a/b.fits
                    /v1/searches/x/files/a+b%20c%23.gz  | a+b c#.gz
                    /v1/searches/x/files/a/files/b      | a/files/b
                    /v1/searches/x/files/%E2%82%AC      | €
                    /v1/searches/files/files/y          | y
                    /v1/searches/x/files/a/../../b      | a/../../b
                    """)
    void theNameOfAFileIsWhatStandsBehindFiles(String path, String file) {
        assertThat(FileRoute.path(path)).isEqualTo(file);
    }

    @Test
    void aLinkToAFileLeadsToItsName() {
        String name = "60061044002/event_cl/a b+c#d%?é\\.evt.gz";

        assertThat(FileRoute.path(FileView.href("x", name))).isEqualTo(name);
        assertThat(FileView.href("x", "a/b.gz")).isEqualTo("/v1/searches/x/files/a/b.gz");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a/x.fits       | application/fits          | true
                    a/x.evt.gz     | application/gzip          | true
                    a/X.TXT        | text/plain;charset=utf-8  | true
                    a/index.html   | text/html                 | false
                    a/p.svg        | image/svg+xml             | false
                    a/x.xml        | application/xml           | false
                    a/x            | application/octet-stream  | true
                    html           | text/html                 | false
                    a.fits/x.hk    | application/octet-stream  | true
                    """)
    void whatCouldRunIsOnlyDownloaded(String path, String mediaType, boolean harmless) {
        assertThat(FileType.of(path)).isEqualTo(new FileType(mediaType, harmless));
    }

    @Test
    void sumsAreEscapedAsSha256sumReadsThem() {
        assertThat(Sha256Sums.line("AB12", "a/b c.fits")).isEqualTo("ab12  a/b c.fits\n");
        assertThat(Sha256Sums.line("ab12", "a\\b\nc\r")).isEqualTo("\\ab12  a\\\\b\\nc\\r\n");
    }
}
