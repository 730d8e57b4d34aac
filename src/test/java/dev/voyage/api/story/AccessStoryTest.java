package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.TokenProfile;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.auth.Caller;
import dev.voyage.auth.Tickets;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization at every address. */
@QuarkusTest
@TestProfile(TokenProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class AccessStoryTest {

    private static final String BODY = """
            {"target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000", "action": "%s"}
            """;

    /** The page and the service descriptions. Everything else requires authentication; a new entry is a decision. */
    private static final Set<String> OPEN = Set.of(
            "/problems",
            "/problems/{slug}",
            "/availability",
            "/capabilities",
            "/v1/schemas",
            "/v1/schemas/{event}",
            "/clients/voyage.js",
            "/clients/voyage.d.ts",
            "/clients/voyage.py",
            "/clients/voyage-element.js",
            "/clients/voyage-element.d.ts",
            "/static/demo-sky/Norder3/Allsky.png",
            "/static/demo-sky/Norderx",
            "/static/demo-sky/properties",
            "/static/page.json",
            "/static/x");

    /** The id of a nonexistent search. */
    private static final String NO_SEARCH = "01m817ykta51zyqqpjbdrc5yb7";

    @TestHTTPResource("/")
    URI base;

    @Inject
    Router router;

    @Inject
    Tickets tickets;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> send(String secret, String method, String path, String body, String... more)
            throws Exception {
        List<String> headers = new ArrayList<>(Arrays.asList(more));
        if (secret != null) {
            headers.addAll(Arrays.asList(TokenProfile.as(secret)));
        }
        if (body != null) {
            headers.addAll(List.of(
                    "Content-Type",
                    path.startsWith("/uws") ? "application/x-www-form-urlencoded" : "application/json"));
        }
        return client.send(method, path, body, headers.toArray(String[]::new));
    }

    private String search(String secret, String action) throws Exception {
        HttpResponse<String> made = send(secret, "POST", "/v1/searches", BODY.formatted(action));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
        return Client.json(made).path("id").textValue();
    }

    private void ended(String secret, String id) throws Exception {
        assertThat(send(secret, "GET", "/v1/searches/" + id + "/events", null).body())
                .contains("search.completed");
    }

    private record Operation(String method, String path) {
        String at(String id) {
            return path.replace("{id}", id).replaceAll("\\{[a-z]+\\}", "x");
        }
    }

    /** The documented operations, and every plain route with every method that routes accept. */
    private List<Operation> operations() throws Exception {
        var operations = new ArrayList<Operation>();
        var document = Client.json(client.get("/q/openapi?format=json"));
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                            method -> operations.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey())));
        }
        for (String path : plainRoutes()) {
            Stream.of("GET", "POST", "DELETE").forEach(method -> operations.add(new Operation(method, path)));
        }
        return operations;
    }

    private Set<String> plainRoutes() {
        var paths = new TreeSet<String>();
        for (Route route : router.getRoutes()) {
            String path = route.getPath();
            boolean ours = path != null && !path.startsWith("/q/") && path.length() > 1;
            if (ours) {
                paths.add(path.replaceAll(":([a-z]+)", "{$1}") + (route.isExactPath() ? "" : "x"));
            }
        }
        return paths;
    }

    @Test
    void everyResourceWantsToKnowWhoAsks() throws Exception {
        assertThat(plainRoutes()).contains("/v1/searches/{id}/events", "/v1/searches/{id}/files/x", "/v1/stream");
        String id = search(TokenProfile.ALICE, "observations");
        for (Operation operation : operations()) {
            if (OPEN.contains(operation.path())) {
                continue;
            }
            HttpResponse<String> answer = send(
                    null,
                    operation.method(),
                    operation.at(id),
                    operation.method().equals("POST") ? "{}" : null);

            assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .as(operation.toString())
                    .isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).contains(ProblemResponses.PROBLEM_JSON);
        }
    }

    @Test
    void somebodyElsesSearchIsAnsweredAsOneThatThereIsNot() throws Exception {
        String id = search(TokenProfile.ALICE, "download");
        ended(TokenProfile.ALICE, id);
        for (Operation operation : operations()) {
            if (!operation.path().contains("{id}")) {
                continue;
            }
            String body = operation.method().equals("POST") ? "PHASE=ABORT" : null;
            HttpResponse<String> answer = send(TokenProfile.BOB, operation.method(), operation.at(id), body);
            HttpResponse<String> unknown = send(TokenProfile.BOB, operation.method(), operation.at(NO_SEARCH), body);

            assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(404);
            assertThat(answer.body().replace(id, NO_SEARCH))
                    .as(operation.toString())
                    .isEqualTo(unknown.body());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
        }
        assertThat(send(TokenProfile.ALICE, "GET", "/v1/searches/" + id, null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongQueryDoesNotTellWhetherThereIsASearch() throws Exception {
        String id = search(TokenProfile.ALICE, "observations");

        assertThat(send(TokenProfile.BOB, "GET", "/v1/searches/" + id + "?verbose=1", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.BOB, "GET", "/v1/searches/" + NO_SEARCH + "?verbose=1", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.ALICE, "GET", "/v1/searches/" + id + "?verbose=1", null)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//searches/ID",
                "//v1/searches/ID",
                "/v1/./searches/ID",
                "/q/../v1/searches/ID",
                "/problems/../v1/searches/ID",
                "/v1/searches;a=b/ID",
                "/v1/searches/ID;a=b",
                "/v1/searches/%49D",
                "/%76%31/searches/ID",
                "/v1/searches%2FID",
                "/v1/searches/OWN/files/../../ID",
                "/v1/searches/OWN/files/../../ID/files",
                "/v1/searches/OWN/..//ID",
                "/uws//ID",
                "/uws/ID/",
                "/uws/OWN/../ID",
                "/static/../v1/searches/ID",
                "/problems/..%2Fv1/searches/ID",
                "/v1/events/?search=ID",
                "/v1/stream/?target=3C+105&catalogue=numaster&lastEventId=ID:1"
            })
    void oddAddressesLeadToNobodyElsesSearch(String form) throws Exception {
        String id = search(TokenProfile.ALICE, "observations");
        String own = search(TokenProfile.BOB, "observations");
        String encoded = String.format("%%%02x", (int) id.charAt(0)) + id.substring(1);
        String target = form.replace("%49D", encoded).replace("ID", id).replace("OWN", own);
        try (var socket = new java.net.Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(WaitLimit.MILLIS);
            String request =
                    "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + TokenProfile.BOB + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 404 ").doesNotContain("numaster");
        }
    }

    @Test
    void listsShowOnesOwnOnly() throws Exception {
        String id = search(TokenProfile.ALICE, "observations");
        String own = search(TokenProfile.BOB, "observations");

        assertThat(send(TokenProfile.BOB, "GET", "/v1/searches", null).body())
                .contains(own)
                .doesNotContain(id);
        assertThat(send(TokenProfile.BOB, "GET", "/uws", null).body())
                .contains(own)
                .doesNotContain(id);
        assertThat(send(TokenProfile.ALICE, "GET", "/v1/searches", null).body())
                .contains(id)
                .doesNotContain(own);
    }

    @Test
    void jobsThatNeverRanAreTheirMakersToo() throws Exception {
        HttpResponse<String> made =
                send(TokenProfile.ALICE, "POST", "/uws", "TARGET=3C+105&CATALOGUE=numaster&ACTION=observations");
        String id = made.headers().firstValue("Location").orElseThrow().replaceFirst(".*/uws/", "");

        assertThat(send(TokenProfile.BOB, "GET", "/uws/" + id, null).statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.BOB, "POST", "/uws/" + id + "/phase", "PHASE=RUN")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.BOB, "GET", "/uws", null).body()).doesNotContain(id);
        assertThat(send(TokenProfile.ALICE, "POST", "/uws/" + id + "/phase", "PHASE=RUN")
                        .statusCode())
                .isEqualTo(303);
        ended(TokenProfile.ALICE, id);
        assertThat(send(TokenProfile.BOB, "GET", "/v1/searches/" + id, null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theSameKeyOfTwoPeopleIsTwoSearches() throws Exception {
        String body = BODY.formatted("observations");
        HttpResponse<String> hers = send(TokenProfile.ALICE, "POST", "/v1/searches", body, "Idempotency-Key", "k1");
        HttpResponse<String> his = send(TokenProfile.BOB, "POST", "/v1/searches", body, "Idempotency-Key", "k1");
        HttpResponse<String> again = send(TokenProfile.ALICE, "POST", "/v1/searches", body, "Idempotency-Key", "k1");

        assertThat(List.of(hers.statusCode(), his.statusCode(), again.statusCode()))
                .containsExactly(202, 202, 200);
        assertThat(Client.json(his).path("id")).isNotEqualTo(Client.json(hers).path("id"));
        assertThat(Client.json(again).path("id")).isEqualTo(Client.json(hers).path("id"));
    }

    @Test
    void nobodyIsAttachedToSomebodyElsesStream() throws Exception {
        String id = search(TokenProfile.ALICE, "observations");
        ended(TokenProfile.ALICE, id);
        String stream = "/v1/stream?target=3C+105&catalogue=numaster&action=observations";

        assertThat(send(TokenProfile.BOB, "GET", stream, null, "Last-Event-ID", id + ":1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.BOB, "GET", stream + "&lastEventId=" + id + "%3A1", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.BOB, "GET", stream + "&after=" + id + ":1", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.BOB, "GET", "/v1/events?search=" + id, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(TokenProfile.ALICE, "GET", stream, null, "Last-Event-ID", id + ":1")
                        .body())
                .contains("\"search\":\"" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong",
                "Basic YWxpY2U6eA==",
                "Bearer",
                "Bearer  ",
                "Bearer a b",
                "bearer alice",
                "Token " + TokenProfile.ALICE
            })
    void onlyARightTokenLetsIn(String header) throws Exception {
        assertThat(client.get("/v1/searches", "Authorization", header).statusCode())
                .isEqualTo(401);
        assertThat(client.get("/v1/searches", "Authorization", "bearer " + TokenProfile.ALICE)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health",
                "/q/health/live",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/problems/not-found",
                "/availability",
                "/capabilities"
            })
    void whatOperatorsAndStrangersNeedIsOpen(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aTicketOpensOnesOwnStreamsAndFilesOnly() throws Exception {
        String id = search(TokenProfile.ALICE, "download");
        ended(TokenProfile.ALICE, id);
        HttpResponse<String> issued = send(TokenProfile.ALICE, "POST", "/v1/tickets", "");
        assertThat(issued.statusCode()).isEqualTo(201);
        assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
        String with = "?ticket=" + Client.json(issued).path("ticket").textValue();
        String href = "/v1/searches/" + id;
        String file = Client.json(send(TokenProfile.ALICE, "GET", href + "/files?limit=1", null))
                .at("/files/0/path")
                .textValue();

        for (String part :
                List.of("/events", "/archive.tar", "/SHA256SUMS", "/urls.txt", "/observations", "/files/" + file)) {
            assertThat(client.get(href + part + with).statusCode()).as(part).isEqualTo(200);
        }
        assertThat(client.get(href + "/events" + with + "&after=1&limit=2", "Accept", "application/json")
                        .body())
                .contains("target.resolved");
        assertThat(client.get(href + with).statusCode()).isEqualTo(401);
        assertThat(client.get("/v1/searches" + with).statusCode()).isEqualTo(401);
        assertThat(client.send("POST", href + "/verify" + with, "").statusCode())
                .isEqualTo(401);
        assertThat(client.send("POST", href + "/retry" + with, "").statusCode()).isEqualTo(401);
        assertThat(client.send("POST", "/v1/tickets" + with, "").statusCode()).isEqualTo(401);
        assertThat(client.get("/v1/stream" + with + "&target=3C+105&catalogue=numaster")
                        .statusCode())
                .isEqualTo(401);
        String others = search(TokenProfile.BOB, "observations");
        assertThat(client.get("/v1/searches/" + others + "/events" + with).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTicketThatIsOverOrForgedOpensNothing() throws Exception {
        String id = search(TokenProfile.ALICE, "observations");
        String path = "/v1/searches/" + id + "/events?ticket=";
        String good = tickets.issue(new Caller("token:alice", "alice", false));
        String byAnother =
                new Tickets(Duration.ofMinutes(1), Clock.systemUTC()).issue(new Caller("token:alice", "alice", false));

        assertThat(client.get(path + good).statusCode()).isEqualTo(200);
        assertThat(client.get(path + byAnother).statusCode()).isEqualTo(401);
        assertThat(client.get(path + good.substring(0, good.length() - 2) + "AA")
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.get(path + "x.y").statusCode()).isEqualTo(401);
        assertThat(client.get(path).statusCode()).isEqualTo(401);
        var past = Clock.fixed(Instant.now().minusSeconds(61), ZoneOffset.UTC);
        assertThat(new Tickets(Duration.ofMinutes(1), past).life()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"POST,/v1/searches", "POST,/uws", "GET,/v1/stream?target=3C+105&catalogue=numaster&action=observations"
    })
    void aPageOfAnotherSiteBeginsNothing(String method, String path) throws Exception {
        String body = method.equals("POST") ? "{}" : null;
        String authority = base.getHost() + ":" + base.getPort();

        for (String[] foreign : List.of(
                new String[] {"Origin", "https://evil.test"},
                new String[] {"Origin", "null"},
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"},
                new String[] {"Origin", "https://" + authority, "Sec-Fetch-Site", "cross-site"})) {
            assertThat(send(TokenProfile.ALICE, method, path, body, foreign).statusCode())
                    .as(String.join(" ", foreign))
                    .isEqualTo(403);
        }
        for (String[] own : List.of(
                new String[] {"Origin", "http://" + authority},
                new String[] {"Sec-Fetch-Site", "same-origin"},
                new String[] {"Sec-Fetch-Site", "none"})) {
            assertThat(send(TokenProfile.ALICE, method, path, body, own).statusCode())
                    .isNotEqualTo(403);
        }
    }

    @Test
    void whatIsAnsweredIsKeptByNobodyElse() throws Exception {
        String id = search(TokenProfile.ALICE, "download");
        ended(TokenProfile.ALICE, id);
        String href = "/v1/searches/" + id;
        String ticket = "?ticket="
                + Client.json(send(TokenProfile.ALICE, "POST", "/v1/tickets", ""))
                        .path("ticket")
                        .textValue();
        String file = Client.json(client.get(href + "/files" + ticket))
                .at("/files/0/path")
                .textValue();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (String part :
                List.of("/events", "/files", "/files/" + file, "/SHA256SUMS", "/urls.txt", "/observations")) {
            answers.add(client.get(href + part + ticket));
        }
        for (String path : List.of("/v1/searches", href, "/uws", "/uws/" + id, "/v1/targets?name=3C%20105")) {
            answers.add(send(TokenProfile.ALICE, "GET", path, null));
        }
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Cache-Control"))
                    .singleElement()
                    .asString()
                    .containsAnyOf("no-cache", "no-store");
        });
    }
}
