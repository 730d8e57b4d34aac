package dev.voyage.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which responses are compressed. */
@QuarkusIntegrationTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class GzipAssetsIT {

    private static final Pattern BUNDLE = Pattern.compile("/static/bundle/[^\"]+");

    @TestHTTPResource("/")
    URI base;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return client.send(
                HttpRequest.newBuilder(base.resolve(path)).headers(headers).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private String page() throws Exception {
        return new String(get("/", "Accept", "text/html").body(), StandardCharsets.UTF_8);
    }

    @Test
    void scriptsAndStylesAreCompressedForThoseWhoTakeIt() throws Exception {
        var addresses = BUNDLE.matcher(page()).results().map(MatchResult::group).toList();
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(2);
        for (String address : addresses) {
            HttpResponse<byte[]> packed = get(address, "Accept-Encoding", "br, gzip");
            HttpResponse<byte[]> plain = get(address, "Accept-Encoding", "gzip;q=0");

            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                    .isEqualTo(plain.body());
            for (String header : new String[] {"Content-Type", "Cache-Control", "Vary", "Content-Security-Policy"}) {
                assertThat(packed.headers().firstValue(header))
                        .as(header)
                        .isPresent()
                        .isEqualTo(plain.headers().firstValue(header));
            }
            assertThat(get(address, "Accept-Encoding", "gzip", "Range", "bytes=0-9")
                            .body())
                    .hasSize(10);
        }
        assertThat(get("/static/bundle/none.js", "Accept-Encoding", "gzip").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thoseWithoutScriptsReadALineThatTheyCanCopy() throws Exception {
        assertThat(page()).contains("curl -N \"" + base.getScheme() + "://" + base.getAuthority() + "/v1/stream?");
        HttpResponse<byte[]> page = get("/", "Accept", "text/html");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Vary")).contains("Host");
    }

    @Test
    void streamsAndTablesAreCompressedWhereAskedForAndFilesNever() throws Exception {
        String search = "/v1/stream?target=3C+105&catalogue=numaster&where=exposure_a%20%3C=%2010000";
        for (String type : new String[] {"text/event-stream", "application/x-ndjson"}) {
            HttpResponse<byte[]> stream = get(search, "Accept", type, "Accept-Encoding", "gzip");
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(stream.headers().firstValue("Content-Encoding")).as(type).contains("gzip");
            assertThat(text(stream)).as(type).contains("search.completed");
        }
        String list =
                new String(get("/v1/searches", "Accept", "application/json").body(), StandardCharsets.UTF_8);
        String href = list.replaceFirst("(?s).*?\"href\":\"([^\"]+)\".*", "$1");
        for (String part : new String[] {"/SHA256SUMS", "/observations?format=csv", "/events"}) {
            HttpResponse<byte[]> plain = get(href + part, "Accept-Encoding", "identity");
            HttpResponse<byte[]> answer = get(href + part, "Accept-Encoding", "gzip");
            assertThat(plain.headers().firstValue("Content-Encoding")).as(part).isEmpty();
            assertThat(answer.headers().firstValue("Content-Encoding")).as(part).contains("gzip");
            assertThat(text(answer)).as(part).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
        }
        HttpResponse<byte[]> tar = get(href + "/archive.tar", "Accept-Encoding", "gzip");
        assertThat(tar.statusCode()).isEqualTo(200);
        assertThat(tar.headers().firstValue("Content-Encoding")).isEmpty();
    }

    private static String text(HttpResponse<byte[]> coded) throws IOException {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(coded.body()))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
