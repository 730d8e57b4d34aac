package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.api.client.Frame;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A discovery over HTTP, in the catalogues of the demo archive. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class DiscoveryRouteTest {

    private static final String PATH = "/v1/discovery?near=3C+105&radius=0.5";

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private static JsonNode of(String catalogue, List<Frame> frames) {
        return frames.stream()
                .map(Frame::json)
                .filter(json -> json.path("catalogue").asText().equals(catalogue))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyCatalogueAroundThePlaceIsCounted() throws Exception {
        HttpResponse<String> answer = client.get(PATH, "Accept", "text/event-stream");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream;charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-cache, no-transform");
        List<Frame> frames = Frame.all(answer.body());
        assertThat(frames).hasSize(6).allSatisfy(frame -> {
            assertThat(frame.type()).isEqualTo(frame.json().path("type").textValue());
            assertThat(frame.id()).isEqualTo(frame.json().path("cursor").textValue());
        });
        assertThat(frames.get(0).type()).isEqualTo("discovery.ranked");
        assertThat(frames.get(0).json().path("contains").intValue()).isEqualTo(4);
        assertThat(of("numaster", frames).path("count").intValue()).isEqualTo(5);
        assertThat(of("numaster", frames).path("how").textValue()).isEqualTo("cone");
        assertThat(of("chanmaster", frames).path("count").intValue()).isZero();
        assertThat(of("nuimages", frames).path("count").intValue()).isEqualTo(5);
        assertThat(of("nuimages", frames).path("how").textValue()).isEqualTo("sia");
        assertThat(of("nuspectra", frames).path("how").textValue()).isEqualTo("ssa");
        JsonNode end = frames.get(5).json();
        assertThat(end.path("type").textValue()).isEqualTo("discovery.ended");
        assertThat(end.path("outcome").textValue()).isEqualTo("complete");
        assertThat(end.path("counted").intValue()).isEqualTo(4);
        assertThat(end.path("withRows").intValue()).isEqualTo(3);
    }

    @Test
    void readerThatReconnectsGetsTheOthersAndAtTheEndNothing() throws Exception {
        List<Frame> all =
                Frame.all(client.get(PATH, "Accept", "text/event-stream").body());
        String cursor = all.get(2).id();

        List<Frame> rest = Frame.all(client.get(PATH, "Accept", "text/event-stream", "Last-Event-ID", cursor)
                .body());

        assertThat(rest).extracting(Frame::type).startsWith("discovery.ranked").endsWith("discovery.ended");
        assertThat(rest.subList(1, rest.size() - 1))
                .hasSize(2)
                .noneMatch(frame -> frame.json()
                                .path("ivoid")
                                .equals(all.get(1).json().path("ivoid"))
                        || frame.json().path("ivoid").equals(all.get(2).json().path("ivoid")));
        assertThat(rest.get(3).json()).isEqualTo(all.get(5).json());
        HttpResponse<String> seen = client.get(PATH + "&after=" + all.get(5).id());
        assertThat(seen.statusCode()).isEqualTo(204);
        List<Frame> other = Frame.all(client.get(PATH + "&limit=1&after=" + cursor, "Accept", "text/event-stream")
                .body());
        assertThat(other.get(0).type()).isEqualTo("stream.gap");
        assertThat(other.get(3).json().path("outcome").textValue()).isEqualTo("partial");
        assertThat(other.get(3).json().path("notAsked").intValue()).isEqualTo(3);
    }

    @Test
    void linesOfJsonHaveTheCursorToo() throws Exception {
        HttpResponse<String> answer = client.get(
                "/v1/discovery?near=161.2648+-59.6844&keywords=catalog&unknown=true", "Accept", "application/x-ndjson");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.body().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(5).allSatisfy(line -> assertThat(line.has("cursor"))
                .isTrue());
        assertThat(lines.get(0).path("unknown").intValue()).isEqualTo(1);
        assertThat(lines.get(4).path("outcome").textValue()).as(answer.body()).isEqualTo("complete");
    }

    @ParameterizedTest
    @CsvSource({
        "'', near",
        "near=, near",
        "near=61+99, near",
        "near=3C+105&radius=0, radius",
        "near=3C+105&limit=201, limit",
        "near=3C+105&after=s1:4, after",
        "near=3C+105&types=catalogue.counted, types",
    })
    void parametersAreChecked(String query, String parameter) throws Exception {
        HttpResponse<String> answer = client.get("/v1/discovery?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Client.json(answer).path("parameter").textValue()).isEqualTo(parameter);
    }
}
