package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.search.upload.TargetTable;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several targets in several catalogues, in every form of request and result. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class SeveralStoryTest {

    private static final String CSV = """
            name,ra,dec
            3C 105,,
            bullet,104.5916667,-55.9447222
            NGC 4151,,
            """;
    private static final String QUERY = "catalogue=numaster&catalogue=chanmaster&action=observations&radius=0.5";

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> post(String path, String type, String body, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return client.send("POST", path, body, all);
    }

    private static String part(String name, String more, String content) {
        return "--x1y2\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + content + "\r\n";
    }

    private HttpResponse<String> upload(String... parts) throws Exception {
        return post("/v1/searches", "multipart/form-data; boundary=x1y2", String.join("", parts) + "--x1y2--\r\n");
    }

    private static String file(String content) {
        return part("targets", "; filename=\"list.csv\"\r\nContent-Type: application/octet-stream", content);
    }

    private List<JsonNode> followed(HttpResponse<String> posted) throws Exception {
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
        return Client.events(client.get(posted.headers().firstValue("location").orElseThrow() + "/events")).stream()
                .filter(event -> event.has("seq"))
                .toList();
    }

    private static void areAll(List<JsonNode> events) {
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("type").asText()).isEqualTo("search.completed");
        assertThat(events.stream().filter(event -> event.path("type").asText().equals("catalogue.searched")))
                .hasSize(6);
        assertThat(events.stream()
                        .filter(event -> event.path("type").asText().equals("observation.found"))
                        .map(event -> event.path("target").asText() + " "
                                + event.path("catalogue").asText())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of("3C 105 numaster", "bullet chanmaster", "NGC 4151 numaster"));
    }

    @Test
    void aFileOfTargetsIsUploadedAsCurlDoesIt() throws Exception {
        areAll(followed(upload(
                file(CSV),
                part("catalogue", "", "numaster"),
                part("catalogue", "", "chanmaster"),
                part("action", "", "observations"),
                part("radius", "", "0.5"))));
    }

    @Test
    void aFileOfTargetsComesBesideTheJson() throws Exception {
        areAll(followed(upload(part("request", "\r\nContent-Type: application/json", """
                {"catalogues": ["numaster", "chanmaster"], "radiusDeg": 0.5, "action": "observations"}
                """), file(CSV))));
    }

    @Test
    void aFileOfTargetsIsTheBodyItself() throws Exception {
        areAll(followed(post("/v1/searches?" + QUERY, "text/csv", CSV)));
    }

    @Test
    void listsStandInTheJsonAndAreShown() throws Exception {
        HttpResponse<String> posted = post("/v1/searches", "application/json", """
                {"targets": ["3C 105", {"name": "bullet", "raDeg": 104.5916667, "decDeg": -55.9447222}, "NGC 4151"],
                 "catalogues": ["numaster", "chanmaster"], "radiusDeg": 0.5, "action": "observations"}
                """);
        areAll(followed(posted));

        JsonNode search =
                Client.json(client.get(posted.headers().firstValue("location").orElseThrow()));
        assertThat(search.at("/request/targets/0").asText()).isEqualTo("3C 105");
        assertThat(search.at("/request/targets/1/name").asText()).isEqualTo("bullet");
        assertThat(search.at("/request/catalogues/1").asText()).isEqualTo("chanmaster");
        String uws =
                client.get(search.at("/links/uws").asText() + "/parameters").body();
        assertThat(uws)
                .contains("id=\"target\">3C 105<", "id=\"target\">104.5916667 -55.9447222<")
                .contains("id=\"catalogue\">chanmaster<");
    }

    @Test
    void theStreamAndUwsTakeParametersThatAreRepeated() throws Exception {
        String query = "target=3C+105&target=NGC+4151&catalogue=numaster&action=observations&radius=0.5";
        List<JsonNode> events = Client.events(client.get("/v1/stream?" + query));
        HttpResponse<String> job =
                post("/uws?PHASE=RUN", "application/x-www-form-urlencoded", query.replace("target", "TARGET"));

        assertThat(events.stream().filter(event -> event.path("type").asText().equals("target.resolved")))
                .hasSize(2);
        assertThat(job.statusCode()).isEqualTo(303);
        assertThat(client.get(URI.create(job.headers().firstValue("location").orElseThrow())
                                        .getPath()
                                + "/parameters")
                        .body())
                .contains("id=\"target\">3C 105<", "id=\"target\">NGC 4151<");
    }

    @Test
    void rowsAreHadOneCatalogueAtATimeWithTheirTargets() throws Exception {
        HttpResponse<String> posted = post("/v1/searches?" + QUERY, "text/csv", CSV);
        followed(posted);
        String rows = posted.headers().firstValue("location").orElseThrow() + "/observations";

        HttpResponse<String> without = client.get(rows + "?format=csv");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("numaster", "chanmaster").contains("\"parameter\":\"catalogue\"");
        assertThat(client.get(rows + "?format=csv&catalogue=other").statusCode())
                .isEqualTo(400);

        String[] csv =
                client.get(rows + "?format=csv&catalogue=chanmaster").body().split("\r\n");
        assertThat(csv[0]).contains("grating").endsWith("voyage_target").doesNotContain("exposure_a");
        assertThat(csv).hasSize(1 + 4);
        assertThat(csv[1]).contains("chanmaster/").endsWith(",bullet");

        JsonNode json = Client.json(client.get(rows + "?format=json&catalogue=numaster"));
        assertThat(json.path("rows").asInt())
                .isEqualTo(json.path("observations").size())
                .isGreaterThan(14);
        assertThat(json.path("columns").toString()).doesNotContain("voyage_").doesNotContain("grating");

        assertThat(client.get(rows + "?format=votable&catalogue=numaster&selected=true")
                        .body())
                .contains(
                        "voyage_target",
                        "<TD>NGC 4151</TD>",
                        "nrows=\"" + json.path("rows").asInt());
        assertThat(client.bytes(rows + "?format=fits&catalogue=numaster").body().length % 2880)
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,ra,dec\na,1,2\n,,\n", "name,ra,dec\na,1,2\nb,400,2\n"})
    void aRowThatIsNoTargetIsNamed(String csv) throws Exception {
        HttpResponse<String> answer = upload(file(csv), part("catalogue", "", "numaster"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("row 2", "\"parameter\":\"targets\"");
    }

    @Test
    void whatIsNoFormIsRefusedByName() throws Exception {
        assertThat(post("/v1/searches", "multipart/form-data", "x").body()).contains("boundary");
        assertThat(post("/v1/searches", "multipart/form-data; boundary=x1y2", "--x1y2\r\n")
                        .body())
                .contains("\"parameter\":\"body\"");
        assertThat(upload(file(CSV), part("colour", "", "red")).body()).contains("colour");
        assertThat(upload(file(CSV), part("target", "", "x"), part("catalogue", "", "c"))
                        .body())
                .contains("\"parameter\":\"target\"");
        assertThat(upload(file(CSV), part("request", "", "{}"), part("catalogue", "", "c"))
                        .body())
                .contains("\"parameter\":\"request\"");
        assertThat(upload(file(CSV)).body()).contains("\"parameter\":\"catalogue\"");
        assertThat(post("/v1/searches", "application/pdf", "x").statusCode()).isEqualTo(415);
        assertThat(post("/v1/searches?" + QUERY, "text/csv", "name\n" + "x".repeat(TargetTable.MOST_BYTES))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void moreTargetsThanMayBeAreRefusedNamingTheLimit() throws Exception {
        String many = "name\n"
                + java.util.stream.IntStream.range(0, 1001)
                        .mapToObj(i -> "t" + i + "\n")
                        .collect(Collectors.joining());
        HttpResponse<String> answer = post("/v1/searches?" + QUERY, "text/csv", many);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("voyage.limits.targets");
    }

    @Test
    void theSameKeyWithOtherTargetsIsAnotherRequest() throws Exception {
        String path = "/v1/searches?" + QUERY;
        HttpResponse<String> first = post(path, "text/csv", CSV, "Idempotency-Key", "several-1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(post(path, "text/csv", CSV, "Idempotency-Key", "several-1").statusCode())
                .isEqualTo(200);
        assertThat(post(path, "text/csv", "name\nVela Pulsar\n", "Idempotency-Key", "several-1")
                        .statusCode())
                .isEqualTo(422);
    }
}
