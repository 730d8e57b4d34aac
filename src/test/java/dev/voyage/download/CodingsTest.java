package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** voyage requests identity. A response with a coding nevertheless contains the file as stored. */
class CodingsTest extends AtAnArchive {

    private static final byte[] FITS = fits(bytes(20_000, 6));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws-chunked",
                "UTF-8",
                "none",
                "identity",
                "br",
                "deflate",
                "x-compress",
                "zstd",
                "gzip",
                "x-gzip",
                "gzip, aws-chunked",
                "whatever",
                "\"",
                ""
            })
    void bytesThatAreNotGzipAreKeptAsTheyCame(String coding) {
        server.on(PATH).answers(200, OCTETS, BYTES).header("Content-Encoding", coding);
        var finished = DownloadBench.finished(bench.fetch(server.uri(PATH)));
        assertThat(finished.path()).hasBinaryContent(BYTES);
        assertThat(finished.verified()).containsExactly("size");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cl.evt.gz.gpg", "cl.evt.gz.md5", "cl.evt.gz.asc", "prev.fits.gz.old", "raw.dat.gz", "x.tgz.bak"
            })
    void bytesUnderANameThatSaysGzipAreKeptAsTheyCame(String name) {
        for (byte[] bytes : List.of(gzip(FITS), BYTES)) {
            String path = "/obs/" + bytes.length + name;
            boolean promised = name.endsWith(".gz");
            server.on(path).answers(200, OCTETS, promised ? gzip(FITS) : bytes).header("Content-Encoding", "x-gzip");
            assertThat(DownloadBench.finished(bench.fetch(server.uri(path))).path())
                    .hasBinaryContent(promised ? gzip(FITS) : bytes);
        }
    }

    @Test
    void anEmptyBodyInACodingIsAnEmptyFile() {
        server.on(PATH).answers(200, OCTETS, "").header("Content-Encoding", "gzip");
        assertThat(DownloadBench.finished(bench.fetch(server.uri(PATH))).path()).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whereTheNamePromisesTheUnzippedFormItIsUnzipped(boolean chunked) {
        var script = server.on("/obs/x.fits").answers(200, OCTETS, gzip(FITS)).header("Content-Encoding", "gzip");
        if (chunked) {
            script.chunked();
        }
        var finished = DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits")));
        assertThat(finished.path()).hasBinaryContent(FITS);
        assertThat(finished.sha256()).isEqualTo(sha256(FITS));
        assertThat(finished.verified()).contains("fits");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aBodyUnzippedOnTheWayIsNeverResumed() {
        byte[] zip = gzip(fits(BYTES));
        server.on("/obs/x.fits")
                .answers(200, OCTETS, zip)
                .header("Content-Encoding", "gzip")
                .ranges("\"v1\"", MONDAY)
                .dropsAfter(100_000)
                .then()
                .answers(200, OCTETS, zip)
                .header("Content-Encoding", "gzip")
                .ranges("\"v1\"", MONDAY);
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits")))
                        .path())
                .hasBinaryContent(fits(BYTES));
        assertThat(server.requests()).hasSize(2).allMatch(it -> it.header("Range")
                .isEmpty());
    }

    @Test
    void aBodyKeptAsItCameIsResumedInItsCodingOnly() {
        for (String second : List.of("aws-chunked", "")) {
            String path = PATH + second;
            var script = server.on(path)
                    .answers(200, OCTETS, BYTES)
                    .header("Content-Encoding", "aws-chunked")
                    .ranges("\"v1\"", MONDAY)
                    .dropsAfter(100_000)
                    .then()
                    .answers(200, OCTETS, BYTES)
                    .ranges("\"v1\"", MONDAY);
            if (!second.isEmpty()) {
                script.header("Content-Encoding", second);
            }
            assertThat(DownloadBench.finished(bench.fetch(server.uri(path))).path())
                    .hasBinaryContent(BYTES);
            assertThat(server.requests(path)).hasSize(second.isEmpty() ? 3 : 2);
        }
    }

    @Test
    void aCutZipForTheWayIsNotTaken() {
        byte[] zip = gzip(FITS);
        server.on("/obs/x.fits")
                .answers(200, OCTETS, Arrays.copyOf(zip, 9000))
                .header("Content-Encoding", "gzip")
                .chunked();
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/x.fits"))).hasMessageContaining("zipped");
        assertThat(everything()).isEmpty();
    }

    @Test
    void aNameThatPromisesWhatNeitherFormIsFails() {
        server.on("/obs/x.fits").answers(200, OCTETS, gzip(BYTES)).header("Content-Encoding", "gzip");
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/x.fits")))
                .hasMessageContaining("as FITS files do: it begins with the bytes 1f 8b 08")
                .hasMessageContaining("its Content-Encoding is \"gzip\"");
    }

    @Test
    void aWholeZipOfTheFileIsKeptUnderItsNameWithoutACoding() {
        server.on("/obs/x.fits").answers(200, OCTETS, gzip(FITS));
        var finished = DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits")));
        assertThat(finished.path()).hasBinaryContent(gzip(FITS));
        assertThat(finished.verified()).contains("gzip", "fits");
    }

    @Test
    void aServerThatUnzipsWhatItStoresSaysSo() {
        server.on("/obs/x.fits.gz").answers(200, OCTETS, FITS).header("X-Goog-Stored-Content-Encoding", "gzip");
        assertThat(DownloadBench.finished(bench.fetch(server.uri("/obs/x.fits.gz")))
                        .path())
                .hasBinaryContent(FITS);

        server.on("/obs/y.fits.gz").answers(200, OCTETS, FITS);
        assertThatThrownBy(() -> bench.fetch(server.uri("/obs/y.fits.gz")))
                .hasMessageContaining("as gzip files do: it begins with \"SIMPLE  =");
    }

    @Test
    void lengthAndSumOfABucketAreOfWhatWasReceived() throws Exception {
        byte[] zip = gzip(FITS);
        String md5 =
                '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(zip)) + '"';
        for (String name : List.of("x.fits", "x.dat")) {
            var url = server.uri("/bucket/" + name);
            server.on("/bucket/" + name)
                    .answers(200, OCTETS, zip)
                    .header("Content-Encoding", "gzip")
                    .validators(md5, MONDAY);
            var download = new Download(
                    url, null, null, List.of(new FileSource.Bucket(url, (long) zip.length, md5)), List.of());

            var finished = DownloadBench.finished(bench.fetch(download));

            assertThat(finished.path()).hasBinaryContent(name.equals("x.fits") ? FITS : zip);
            assertThat(finished.verified()).contains("size", "etag");
            assertThat(server.requests("/bucket/" + name)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;chunk-signature=%s\r\nhello\r\n0;chunk-signature=%s\r\n\r\n",
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"
            })
    void theSignedChunksThemselvesAreNoFile(String framed) {
        server.on(PATH)
                .answers(200, OCTETS, framed.replace("%s", "ab".repeat(32)))
                .header("Content-Encoding", "aws-chunked");
        assertThatThrownBy(() -> bench.fetch(server.uri(PATH))).hasMessageContaining("signed chunks of an upload");
        assertThat(everything()).isEmpty();
    }
}
