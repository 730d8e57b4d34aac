package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.votable.Reader;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import nom.tam.fits.Fits;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * 3C 105 with the demo archive and the packaged program: the jar, or with {@code -Pnative} the native executable.
 * Covers everything that a native image may lack.
 */
@QuarkusIntegrationTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class PackagedStoryIT {

    private static final String BODY = """
            {"target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000"}
            """;

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    /** Runs the search to its end and returns its address. */
    private String searched() throws Exception {
        HttpResponse<String> posted = client.send("POST", "/v1/searches", BODY, "Content-Type", "application/json");
        assertThat(posted.statusCode()).isEqualTo(202);
        String href = posted.headers().firstValue("location").orElseThrow();
        assertThat(Client.events(client.get(href + "/events"))).isNotEmpty();
        return href;
    }

    @Test
    void everyEventComesInOrderAndTheTallyIsThatOfTheFiles() throws Exception {
        String href = searched();
        List<JsonNode> events = Client.events(client.get(href + "/events?after=0"));
        JsonNode last = events.get(events.size() - 1);

        assertThat(events.stream().map(event -> event.get("seq").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(last.get("type").asText()).isEqualTo("search.completed");
        assertThat(last.has("terminal")).as("a getter without a field").isFalse();
        assertThat(last.get("tally").get("selected").asInt()).isEqualTo(3);
        assertThat(last.get("tally").get("observations").asInt()).isEqualTo(5);
        JsonNode files = Client.json(client.get(href + "/files")).get("files");
        assertThat(files.size())
                .isEqualTo(last.get("tally").get("files").asInt())
                .isPositive();
        for (JsonNode file : files) {
            byte[] bytes = client.bytes(file.get("href").asText()).body();
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(file.get("sha256").asText());
        }
        JsonNode report = Client.json(client.send("POST", href + "/verify", null));
        assertThat(report.get("right").asInt()).isEqualTo(files.size());
        try (var tar = new TarArchiveInputStream(
                new ByteArrayInputStream(client.bytes(href + "/archive.tar").body()))) {
            assertThat(tar.getNextEntry()).isNotNull();
        }
    }

    @Test
    void theRowsComeInEveryFormat() throws Exception {
        String rows = searched() + "/observations?format=";

        assertThat(Reader.of(client.bytes(rows + "votable").body()).rows()).hasSize(5);
        assertThat(client.get(rows + "csv").body().lines()).hasSize(6);
        assertThat(Client.json(client.get(rows + "json")).toString()).contains("60061044002");
        try (var fits =
                new Fits(new ByteArrayInputStream(client.bytes(rows + "fits").body()))) {
            assertThat(fits.read()).hasSize(2);
        }
    }

    @Test
    void problemsAreToldInTheirWords() throws Exception {
        HttpResponse<String> refused = client.get("/v1/stream?target=3C+105&catalogue=numaster&nonsense=1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("detail").asText()).contains("nonsense");
        JsonNode unknown = Client.json(client.get("/v1/targets?name=no%20such%20thing"));
        assertThat(unknown.get("type").asText()).startsWith("/problems/");
    }

    @Test
    void operatorsAndOtherProgramsAreAnswered() throws Exception {
        assertThat(Client.json(client.get("/q/health/ready")).get("status").asText())
                .isEqualTo("UP");
        assertThat(client.get("/q/metrics").body()).contains("jvm_");
        assertThat(client.get("/q/openapi").body()).contains("/v1/searches/{id}/events");
        assertThat(client.get("/q/swagger-ui/").statusCode()).isEqualTo(200);
        assertThat(client.get("/availability").body()).contains("available>true");
        assertThat(client.get("/capabilities").body()).contains("capability");
        assertThat(client.get("/uws").body()).contains("jobs");
        JsonNode found = Client.json(client.get("/v1/catalogues?keywords=nustar"));
        assertThat(found.get("catalogues").findValuesAsText("ivoid")).contains("ivo://nasa.heasarc/numaster");
        assertThat(client.bytes("/problems/unknown-target").statusCode()).isEqualTo(200);
        assertThat(new String(client.bytes("/v1/searches").body(), StandardCharsets.UTF_8))
                .startsWith("{");
    }
}
