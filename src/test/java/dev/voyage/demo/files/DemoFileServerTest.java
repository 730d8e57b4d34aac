package dev.voyage.demo.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.demo.ArchiveTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.ImageHDU;
import org.junit.jupiter.api.Test;

class DemoFileServerTest extends ArchiveTest {

    private static final String TOP = "/FTP/nustar/data/obs/00/6//60061044002/";
    private static final Pattern HREF = Pattern.compile("\\[(?:DIR|TXT| {3})]\"> <a href=\"([^\"]+)\"");

    private static List<String> names(String directory) {
        var names = new ArrayList<String>();
        var matcher = HREF.matcher(text(get(directory)));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static List<String> filesBelow(String directory) {
        var files = new ArrayList<String>();
        for (String name : names(directory)) {
            if (name.endsWith("/")) {
                files.addAll(filesBelow(directory + name));
            } else {
                files.add(directory + name);
            }
        }
        return files;
    }

    @Test
    void anObservationsPageShowsWhatTheTutorialDownloaded() {
        String page = text(get(TOP));

        assertThat(names(TOP))
                .containsExactly("auxil/", "event_cl/", "event_uf/", "hk/", "nu60061044002.cat.gz", "pipe.log");
        assertThat(page)
                .contains("<title>Index of /FTP/nustar/data/obs/00/6/60061044002</title>")
                .contains("<a href=\"/FTP/nustar/data/obs/00/6/\">Parent Directory</a>");
        assertThat(names("/FTP/")).containsExactly("chandra/", "nicer/", "nustar/", "xte/");
    }

    @Test
    void aDirectoryWithoutSlashIsRedirectedAndWhatIsNotThereIsNotFound() {
        var moved = get("/FTP/nustar/data/obs/00/6//60061044002");
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("Location")).hasValue(archive.base() + TOP);
        for (String path : List.of(
                "/FTP/nosuch/",
                TOP + "pipe.log/",
                TOP + "nosuch.gz",
                "/FTP/nustar/%2e%2e/nustar/",
                "/FTP/../FTP/nustar/",
                "/FTP/nustar/..%2f",
                "/FTP/nustar/%00",
                "/FTP/%5c..%5c",
                "/elsewhere")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void everyFileIsWholeSmallAndOpensAsFits() throws Exception {
        for (String top : List.of(
                TOP,
                "/FTP/nicer/data/obs/2021_09//4020180445/",
                "/FTP/chandra/data/byobsid/4//554/",
                "/FTP/xte/data/archive/AO13/P94002/94002-01-15-00//")) {
            List<String> files = filesBelow(top);
            assertThat(files).hasSizeBetween(5, 20);
            for (String file : files) {
                byte[] bytes = get(file).body();
                assertThat(bytes.length).as(file).isBetween(400, 60 * 1024);
                if (!file.matches(".*\\.(log|txt|html)|.*00README")) {
                    checkFits(file, bytes);
                }
            }
        }
    }

    private static void checkFits(String file, byte[] bytes) throws IOException, FitsException {
        byte[] plain = bytes;
        if (file.endsWith(".gz")) {
            try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                plain = gzip.readAllBytes();
            }
        }
        assertThat(plain.length % 2880).as(file).isZero();
        try (var fits = new Fits(new ByteArrayInputStream(plain))) {
            var hdus = fits.read();
            var last = hdus[hdus.length - 1];
            assertThat(last.getHeader().getStringValue("TELESCOP")).as(file).isNotBlank();
            if (last instanceof BinaryTableHDU table) {
                assertThat(table.getNRows()).as(file).isPositive();
                assertThat(table.getColumnName(0)).as(file).isNotBlank();
                assertThat(table.getElement(table.getNRows() - 1, 0)).isNotNull();
            } else {
                assertThat(last).as(file).isInstanceOf(ImageHDU.class);
            }
        }
    }

    @Test
    void aProductWhoseNameBeginsWithIndexIsListed() {
        assertThat(names("/FTP/nicer/data/obs/2021_09//4020180445/")).contains("index_of_products.txt");
    }

    @Test
    void headTellsLengthAndValidators() {
        var head = send(HttpRequest.newBuilder(URI.create(archive.base() + TOP + "pipe.log"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        var whole = get(TOP + "pipe.log");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).hasValue(Integer.toString(whole.body().length));
        assertThat(head.headers().firstValue("ETag")).isEqualTo(whole.headers().firstValue("ETag"));
        assertThat(whole.headers().firstValue("Last-Modified")).isPresent();
        assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void rangesAreParts() {
        byte[] whole = get(TOP + "pipe.log").body();
        int length = whole.length;
        check("bytes=0-9", 0, 10, whole);
        check("bytes=10-", 10, length, whole);
        check("bytes=-7", length - 7, length, whole);
        check("bytes=5-999999999", 5, length, whole);
        var beyond = get(TOP + "pipe.log", "Range", "bytes=" + length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + length);
        assertThat(get(TOP + "pipe.log", "Range", "lines=1-2").statusCode()).isEqualTo(200);
    }

    private static void check(String range, int from, int to, byte[] whole) {
        var part = get(TOP + "pipe.log", "Range", range);
        assertThat(part.statusCode()).as(range).isEqualTo(206);
        assertThat(part.body()).as(range).isEqualTo(Arrays.copyOfRange(whole, from, to));
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes " + from + "-" + (to - 1) + "/" + whole.length);
    }

    @Test
    void aRangeOfSomethingElseIsTheWholeFile() {
        var whole = get(TOP + "pipe.log");
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        String date = whole.headers().firstValue("Last-Modified").orElseThrow();

        for (String same : List.of(etag, date)) {
            assertThat(get(TOP + "pipe.log", "Range", "bytes=3-", "If-Range", same)
                            .statusCode())
                    .isEqualTo(206);
        }
        for (String other : List.of("\"other\"", "Thu, 01 Jan 1970 00:00:00 GMT")) {
            assertThat(get(TOP + "pipe.log", "Range", "bytes=3-", "If-Range", other)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        var whole = get(TOP + "pipe.log");
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        String date = whole.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(get(TOP + "pipe.log", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get(TOP + "pipe.log", "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
        assertThat(get(TOP + "pipe.log", "If-Modified-Since", date).statusCode())
                .isEqualTo(304);
        assertThat(get(TOP + "pipe.log", "If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyReadingIsAllowed() {
        assertThat(post(TOP + "pipe.log", "x=1").statusCode()).isEqualTo(405);
        assertThat(text(get(TOP + "?C=N;O=D")).indexOf("pipe.log"))
                .isLessThan(text(get(TOP + "?C=N;O=D")).indexOf("auxil/"));
        assertThat(new String(get(TOP + "pipe.log").body(), StandardCharsets.UTF_8))
                .startsWith("pipe.log of 60061044002");
    }
}
