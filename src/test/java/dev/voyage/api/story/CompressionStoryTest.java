package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Responses for clients that accept gzip, and the responses that are never compressed. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class CompressionStoryTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void textsAreCompressedAndSayTheSameAndFilesAreSentAsTheyAre() throws Exception {
        var client = new Client(base);
        HttpResponse<String> created = client.send(
                "POST",
                "/v1/searches",
                "{\"target\":\"3C 105\",\"catalogue\":\"numaster\"}",
                "Content-Type",
                "application/json");
        String search = created.headers().firstValue("location").orElseThrow();
        client.get(search + "/events"); // returns at the end of the search

        for (String path : new String[] {
            search,
            search + "/files",
            search + "/events",
            search + "/urls.txt",
            search + "/observations?format=csv",
            search + "/observations?format=json",
            search + "/observations?format=ndjson",
            search + "/observations?format=votable",
            "/problems"
        }) {
            HttpResponse<byte[]> plain = client.bytes(path);
            HttpResponse<byte[]> coded = client.bytes(path, "Accept-Encoding", "gzip");
            assertThat(coded.headers().allValues("Content-Encoding")).as(path).containsExactly("gzip");
            assertThat(String.join(",", coded.headers().allValues("Vary")))
                    .as(path)
                    .contains("Accept-Encoding");
            assertThat(plain.headers().allValues("Content-Encoding")).as(path).isEmpty();
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(coded.body()))) {
                assertThat(gzip.readAllBytes()).as(path).isEqualTo(plain.body());
            }
            assertThat(coded.body().length).as(path).isLessThan(plain.body().length);
        }
        for (String path : new String[] {
            search + "/observations?format=fits",
            search + "/archive.tar",
            search + "/files/60061044002/nu60061044002.cat.gz"
        }) {
            HttpResponse<byte[]> answer = client.bytes(path, "Accept-Encoding", "gzip");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().allValues("Content-Encoding")).as(path).isEmpty();
        }
        assertThat(client.bytes(search + "/pause", "Accept-Encoding", "gzip").statusCode())
                .as("a small refusal")
                .isEqualTo(405);
    }
}
