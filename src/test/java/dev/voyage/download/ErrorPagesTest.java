package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.content.FirstBytes;
import dev.voyage.download.content.NameTypes;
import dev.voyage.download.mirror.FileStamp;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.shelf.KeptFile;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses with status 200 and the announced length may still be error pages, which are no files. */
class ErrorPagesTest extends AtAnArchive {

    private static final String XHTML = "<?xml version='1.0' encoding='UTF-8' ?>\n<!DOCTYPE html PUBLIC"
            + " \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x.dtd\">\n<html><body>Sign in</body></html>";
    private static final String STORE =
            "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>x</Message></Error>";
    private static final String SENTENCE = "Service temporarily unavailable\n";
    private static final String JSON = "{\"error\": {\"code\": 503}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            session.fits      | text/html        | XHTML    | a web page came
            cl.evt.gz         | text/html        | COMMENT  | a web page came
            hk.fits.gz        | text/html        | HEAD     | a web page came
            obj.fits          | application/xml  | STORE    | object store's error
            bg.fits.gz        | text/plain       | SENTENCE | as gzip files do: it begins with "Service temporarily unavailable"
            x.fits            | application/json | JSON     | a JSON document came
            x.fits            | text/plain       | SENTENCE | as FITS files do: it begins with "Service
            x.fits.Z          | text/plain       | SENTENCE | as compress files do
            x.fits.fz         | text/plain       | SENTENCE | as FITS files do
            x.png             | text/html        | HEAD     | a web page came
            x.h5              | text/html        | XHTML    | a web page came
            x.vot             | text/html        | XHTML    | a web page came
            x.vot             | application/json | JSON     | a JSON document came
            x.xml             | application/xml  | STORE    | object store's error
            x.parquet         | text/plain       | SENTENCE | as Parquet files do
            x.tar             | text/plain       | SENTENCE | as tar files do
            x.evt.gz          | text/html        | ZIPPED   | a web page came
            x.dat.gz          | text/html        | ZIPPED   | a web page came
            """)
    void whatDoesNotBeginAsItsNamePromisesIsFetchedOnceMoreAndNamed(
            String name, String type, String body, String words) {
        String path = "/login/" + name;
        server.on(path).answers(200, type, body(body));

        assertThatThrownBy(() -> bench.fetch(server.uri(path)))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.CORRUPT))
                .hasMessageContaining(words);

        boolean bySignature = NameTypes.of(Path.of(name))
                .signature()
                .filter(it -> !it.fits(FirstBytes.of(body(body))))
                .isPresent();
        assertThat(server.requests(path)).hasSize(bySignature || name.equals("x.evt.gz") ? 2 : 4);
        assertThat(everything()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            notes.txt | text/html        | XHTML
            pipe.log  | text/html        | COMMENT
            table.csv | text/html        | HEAD
            x.dat     | text/html        | H1
            x.dat     | application/octet-stream | XHTML
            x.dat     | text/html        | SENTENCE
            table.csv | application/json | JSON
            x.dat     | application/octet-stream | JSON
            notes.txt | application/json | JSON
            notes.txt | text/plain       | STORE
            README    | application/xml  | STORE
            x.lc      | text/plain       | SENTENCE
            x.cat     | application/json | JSON
            x.pha     | application/xml  | VOTABLE
            """)
    void underOtherNamesWhatLooksLikeAnExcuseIsNotTaken(String name, String type, String body) {
        String path = "/login/" + name;
        server.on(path).answers(200, type, body(body));
        assertThatThrownBy(() -> bench.fetch(server.uri(path)))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.CORRUPT))
                .hasMessageContaining("it begins with \"");
        assertThat(everything()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            readme.html    | text/html        | XHTML    | 1
            report.HTM     | text/html        | COMMENT  | 1
            index.html.old | text/html        | HEAD     | 1
            about          | text/html        | XHTML    | 2
            v1.2           | text/html        | H1       | 2
            notes.txt      | text/plain       | XHTML    | 2
            README.md      | text/markdown    | H1       | 1
            notes.txt      | text/plain       | SENTENCE | 1
            pipe.log       | text/html        | SENTENCE | 1
            data.json      | application/json | JSON     | 1
            x.cat          | text/plain       | TABLE    | 1
            x.lc           | text/plain       | TABLE    | 1
            x.dat          | text/html        | TABLE    | 1
            x.xml          | application/xml  | VOTABLE  | 1
            x.vot          | text/xml         | VOTABLE  | 1
            x.xml          | text/xml         | P        | 1
            x.dat          | application/octet-stream | VOTABLE | 1
            x.fits.gz.md5  | text/plain       | TABLE    | 1
            x.fits.sig     | text/plain       | SENTENCE | 1
            """)
    void aFileWhoseNameImpliesNothingElseIsTaken(String name, String type, String body, int requests) {
        String path = "/obs/" + name;
        server.on(path).answers(200, type, body(body));
        assertThat(DownloadBench.finished(bench.fetch(server.uri(path))).path()).hasBinaryContent(body(body));
        assertThat(server.requests(path)).hasSize(requests);
    }

    private static byte[] body(String word) {
        return switch (word) {
            case "XHTML" -> utf8(XHTML);
            case "COMMENT" -> utf8("<!-- node 4 -->\n<!DOCTYPE html><html><body>back soon</body></html>");
            case "HEAD" -> utf8("<head><title>Request Rejected</title></head><body>Support ID: 17</body>");
            case "H1" -> utf8("<h1>403 Forbidden</h1>");
            case "P" -> utf8("<p>an XML document whose root is p</p>");
            case "STORE" -> utf8(STORE);
            case "SENTENCE" -> utf8(SENTENCE);
            case "JSON" -> utf8(JSON);
            case "TABLE" -> utf8("# time rate\n56338.0876 4.5\n56339.164 5.25\n");
            case "VOTABLE" -> utf8("<?xml version='1.0'?>\n<VOTABLE/>");
            case "ZIPPED" -> gzip(utf8(XHTML));
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileThatComesAfterAnErrorPageIsTaken() {
        byte[] file = gzip(fits(BYTES));
        server.on("/obs/x.evt.gz").answers(200, "text/plain", SENTENCE).then().answers(200, OCTETS, file);
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/x.evt.gz")))
                        .path())
                .hasBinaryContent(file);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aLongWrongFileIsNotReadToItsEnd() {
        server.on("/obs/x.fits").answersZeros(512 << 20);
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/x.fits")))
                .hasMessageContaining("it begins with the bytes 00 00 00");
        assertThat(server.requests()).hasSize(2).allMatch(it -> it.bytesSent() < 256 << 20);
    }

    @Test
    void aBrokenOffErrorPageIsJudgedWithItsRest() {
        byte[] page = new byte[200_000];
        java.util.Arrays.fill(page, (byte) ' ');
        System.arraycopy(utf8("<!DOCTYPE html>"), 0, page, 3000, 15);
        server.on("/obs/x.fits")
                .answers(200, OCTETS, page)
                .ranges("\"v1\"", MONDAY)
                .dropsAfter(2000)
                .then()
                .answers(200, OCTETS, page)
                .ranges("\"v1\"", MONDAY);
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/x.fits"))).hasMessageContaining("a web page came");
    }

    @Test
    void anEmptyFileIsTheArchivesWhenItIsEmptyTwice() {
        server.on("/obs/x.fits").answers(200, OCTETS, "").then().answers(200, OCTETS, fits(BYTES));
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits")))
                        .path())
                .hasBinaryContent(fits(BYTES));

        server.on("/obs/y.fits").answers(200, OCTETS, "");
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/y.fits")))
                        .path())
                .isEmptyFile();
        assertThat(server.requests("/obs/y.fits")).hasSize(2);

        assertThatThrownBy(() -> bench.fetch(DownloadBench.download(server.uri("/obs/y.fits"), null, 5000L, null)))
                .hasMessageContaining("an empty file came");

        server.on("/obs/z.fits").answers(200, OCTETS, "");
        bench.fetch(DownloadBench.download(server.uri("/obs/z.fits"), 0L, null, Instant.EPOCH));
        assertThat(server.requests("/obs/z.fits")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.fits", "x_cl.evt"})
    void oddBytesOfAStoredFileAreTheArchivesWhenTheyComeTwice(String name) {
        byte[] odd = utf8("x".repeat(576));
        server.on("/obs/" + name).answers(200, OCTETS, odd).validators("\"v1\"", MONDAY);
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/" + name)))
                        .path())
                .hasBinaryContent(odd);
        assertThat(server.requests("/obs/" + name)).hasSize(2);
    }

    /** In the lab, as in a real archive, some previews contain no image data. */
    @ParameterizedTest
    @CsvSource({"x_im.gif, image/gif", "x_lc.png, image/png", "x.jpg, application/octet-stream"})
    void oddBytesOfAStoredImageAreTheArchivesWhenTheyComeTwice(String name, String type) {
        byte[] odd = bytes(5000, 7);
        server.on("/obs/" + name).answers(200, type, odd).validators("\"v1\"", MONDAY);
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/" + name)))
                        .path())
                .hasBinaryContent(odd);
        assertThat(server.requests("/obs/" + name)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "x.gif, image/gif, false", // not a format for stored files
        "x.gif, application/pdf, true",
        "x.gif, text/plain, true",
        "x.fits, image/gif, true",
        "x.h5, application/octet-stream, true",
        "x.gz, application/gzip, true"
    })
    void oddBytesAreNotTheArchivesWhereTheHeadSaysOtherwiseOrTheFormatHasChecks(
            String name, String type, boolean stored) {
        var script = server.on("/obs/" + name).answers(200, type, bytes(5000, 7));
        if (stored) {
            script.validators("\"v1\"", MONDAY);
        }
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/" + name)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("it does not begin as");
        assertThat(everything()).isEmpty();
    }

    @Test
    void zerosAndExcusesAreNoOddFileOfTheArchive() {
        int number = 0;
        for (byte[] body : List.of(new byte[5760], utf8(SENTENCE), utf8(JSON))) {
            for (String name : List.of(number++ + ".fits", number++ + ".gif")) {
                String path = "/obs/" + name;
                server.on(path).answers(200, OCTETS, body).validators("\"v1\"", MONDAY);
                assertThatThrownBy(() -> bench.fetch(server.uri(path))).isInstanceOf(Problem.class);
            }
        }
    }

    @Test
    void aMountedCopyIsJudgedAsWell() throws IOException {
        Path mounted = Files.write(files.resolve("x.fits"), utf8(SENTENCE));
        server.on("/obs/x.fits").answers(200, OCTETS, fits(BYTES));
        var url = server.uri("/obs/x.fits");
        List<FileSource> ways = List.of(
                new FileSource.Mounted(
                        mounted,
                        (long) SENTENCE.length(),
                        Files.getLastModifiedTime(mounted).toInstant()),
                new FileSource.Web(url, null, null));

        var finished = DownloadBench.finished(bench.fetch(new Download(url, null, null, ways, List.of())));

        assertThat(finished.path()).hasBinaryContent(fits(BYTES));
        assertThat(finished.reason()).contains("not in the mounted archive", "it begins with \"Service");
    }

    @Test
    void aFileThatWasTakenBeforeAnyoneLookedIsFetchedAgain() throws IOException {
        byte[] page = utf8(SENTENCE);
        Path place = bench.mirror.placeOf(server.uri("/obs/x.fits"));
        Files.createDirectories(place.getParent());
        Files.write(place, page);
        var known = new MirrorIndex.Known(
                page.length,
                sha256(page),
                List.of("size"),
                "\"v1\"",
                null,
                "" + server.uri("/obs/x.fits"),
                "as listed",
                FileStamp.of(place));
        bench.manifest.kept.put(bench.mirror.nameOf(server.uri("/obs/x.fits")), known);
        server.on("/obs/x.fits").answers(200, OCTETS, fits(BYTES)).ranges("\"v2\"", MONDAY);
        var verdict = new Verifier(Runnable::run)
                .verify(new KeptFile(place, page.length, sha256(page)))
                .await()
                .indefinitely();

        assertThat(verdict.what()).contains("as FITS files do");
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits")))
                        .path())
                .hasBinaryContent(fits(BYTES));
    }

    @Test
    void shortFitsInAWholeZipIsTheArchivesOwn() {
        byte[] zip = gzip(java.util.Arrays.copyOf(fits(BYTES), 4000));
        server.on("/obs/x.fits.gz").answers(200, OCTETS, zip).chunked();
        var finished = DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits.gz")));
        assertThat(finished.path()).hasBinaryContent(zip);
        assertThat(finished.verified()).containsExactly("gzip");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shortFitsIsFetchedOnceMoreAndThenTheArchivesOwn() {
        byte[] cut = java.util.Arrays.copyOf(fits(BYTES), 4000);
        server.on("/obs/x.fits").answers(200, OCTETS, cut).then().answers(200, OCTETS, fits(BYTES));
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits")))
                        .path())
                .hasBinaryContent(fits(BYTES));

        server.on("/obs/y.fits").answers(200, OCTETS, cut).chunked();
        var finished = DownloadBench.finished(bench.fetch(server.uri("/obs/y.fits")));
        assertThat(finished.path()).hasBinaryContent(cut);
        assertThat(finished.verified()).containsExactly("framing");
        assertThat(server.requests("/obs/y.fits")).hasSize(2);

        server.on("/obs/z.fits").answers(200, OCTETS, cut).untilClose();
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/z.fits"))).hasMessageContaining("it ends before");
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
