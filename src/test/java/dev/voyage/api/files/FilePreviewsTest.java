package dev.voyage.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.ServedFiles;
import dev.voyage.preview.Drawn;
import dev.voyage.preview.FitsBytes;
import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Previews of files over HTTP. */
@Timeout(WaitLimit.TEST_SECONDS)
class FilePreviewsTest {

    private static final byte[] IMAGE = FitsBytes.image(2, 2, 0, 1, 2, 4);

    @TempDir
    Path directory;

    private ServedFiles served;

    @BeforeEach
    void serve() throws IOException {
        served = new ServedFiles(directory);
        served.here("image.fits", IMAGE);
        served.here("huge.fits", FitsBytes.image(2000, 1000));
        served.here("image.evt.gz", FitsBytes.gzip(IMAGE));
        served.here("page.html", "<script>alert(1)</script>".repeat(200).getBytes(StandardCharsets.US_ASCII));
        served.settle();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private HttpResponse<byte[]> get(String file, String... headers) throws Exception {
        return served.client.bytes(served.href() + "/files/" + file, headers);
    }

    @Test
    void aPictureIsServedLikeAFileOfAnArchive() throws Exception {
        HttpResponse<byte[]> picture = get("image.fits?preview=png&stretch=linear");

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().map())
                .extractingByKeys("content-type", "content-security-policy", "cache-control")
                .extracting(values -> values.get(0))
                .containsExactly("image/png", "sandbox; default-src 'none'", "no-cache");
        assertThat(Drawn.levels(picture.body())).isEqualTo(new int[][] {{128, 255}, {1, 65}});
        assertThat(get("image.evt.gz?preview=png&stretch=linear").body()).isEqualTo(picture.body());
    }

    @Test
    void theTagIsOfTheFileAndTheParameters() throws Exception {
        String tag = get("image.fits?preview=png").headers().firstValue("etag").orElseThrow();

        assertThat(tag).startsWith("\"" + ServedFiles.sha256(IMAGE) + "-");
        assertThat(get("image.fits?preview=png&size=512&stretch=asinh")
                        .headers()
                        .firstValue("etag"))
                .contains(tag);
        assertThat(get("image.fits?preview=png&size=511")
                        .headers()
                        .firstValue("etag")
                        .orElseThrow())
                .isNotEqualTo(tag);
        HttpResponse<byte[]> known = get("image.fits?preview=png", "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @Test
    void aFinishedPreviewIsKept() throws Exception {
        byte[] first = get("image.fits?preview=png").body();
        Files.delete(served.place("image.fits"));

        assertThat(get("image.fits?preview=png").body()).isEqualTo(first);
        HttpResponse<byte[]> another = get("image.fits?preview=png&size=100");
        assertThat(another.statusCode()).isEqualTo(404);
        assertThat(new String(another.body(), StandardCharsets.UTF_8)).contains("is not on disk");
    }

    @Test
    void headersAreTextAndRangesAreServed() throws Exception {
        HttpResponse<byte[]> text = get("image.fits?preview=headers");

        assertThat(text.headers().firstValue("content-type")).contains("text/plain;charset=utf-8");
        assertThat(new String(text.body(), StandardCharsets.UTF_8)).startsWith("HDU 0: PRIMARY, 2 x 2\n");
        HttpResponse<byte[]> part = get("image.fits?preview=headers", "Range", "bytes=0-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("HDU 0".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preview=jpeg                     | preview | preview must be png, wcs, headers, histogram, curve, not \\"jpeg\\"
            preview=png&size=15              | size    | size must be 16 to 2048, not \\"15\\"
            preview=png&size=2049            | size    | size must be a number from 1 to 2048
            preview=png&stretch=sqrt         | stretch | stretch must be asinh, log, linear, zscale, not \\"sqrt\\"
            preview=png&hdu=-1               | hdu     | hdu must be a number from 0 to 9999, not \\"-1\\"
            preview=png&hdu=7                | hdu     | hdu must be from 0 to 0, not 7
            preview=png&column=PI            | column  | column is no parameter of preview=png; it takes hdu, size, stretch
            preview=headers&hdu=0            | hdu     | hdu is no parameter of preview=headers; it takes no parameters
            preview=histogram&bins=5000      | bins    | bins must be a number from 1 to 4096
            preview=png&preview=headers      | preview | preview is given 2 times
            size=512                         | size    | size belongs to a preview
            colour=red                       | colour  | there is no parameter
            """)
    void aWrongParameterIsNamed(String query, String parameter, String detail) throws Exception {
        HttpResponse<byte[]> answer = get("image.fits?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("\"parameter\":\"" + parameter + "\"")
                .contains(detail);
    }

    @Test
    void whatHasNoPreviewSaysWhy() throws Exception {
        HttpResponse<byte[]> page = get("page.html?preview=png");
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(new String(page.body(), StandardCharsets.UTF_8))
                .contains("/problems/no-preview", "the file does not begin as FITS");
        HttpResponse<byte[]> huge = get("huge.fits?preview=png");
        assertThat(huge.statusCode()).isEqualTo(422);
        assertThat(new String(huge.body(), StandardCharsets.UTF_8))
                .contains("\"limit\":\"voyage.previews.max-pixels\"");
        assertThat(get("missing.fits?preview=png").statusCode()).isEqualTo(404);
    }
}
