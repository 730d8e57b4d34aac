package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.api.searches.IdempotencyKey;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every invalid request gets a problem as its response, and starts nothing. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class ProblemStoryTest {

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    GET    | /v1/nothing                             | -   | 404 | not-found
                    GET    | /nothing                                | -   | 404 | not-found
                    GET    | /v1/searches/nosuch                     | -   | 404 | not-found
                    GET    | /v1/searches/nosuch/events              | -   | 404 | not-found
                    GET    | /v1/searches/nosuch/files               | -   | 404 | not-found
                    GET    | /v1/searches/nosuch/files/a             | -   | 404 | not-found
                    GET    | /v1/searches/nosuch/files/%2e%2e%2Fx    | -   | 404 | not-found
                    GET    | /v1/searches/nosuch/SHA256SUMS          | -   | 404 | not-found
                    DELETE | /v1/searches/nosuch                     | -   | 404 | not-found
                    GET    | /problems/nosuch                        | -   | 404 | not-found
                    PUT    | /v1/searches                            | {}  | 405 | method-not-allowed
                    POST   | /v1/searches/x                          | {}  | 405 | method-not-allowed
                    POST   | /v1/stream                              | {}  | 405 | method-not-allowed
                    DELETE | /v1/searches/x/events                   | -   | 405 | method-not-allowed
                    GET    | /v1/searches?page=2                     | -   | 400 | bad-parameter
                    GET    | /v1/searches?limit=0                    | -   | 400 | bad-parameter
                    GET    | /v1/searches?limit=201                  | -   | 400 | bad-parameter
                    GET    | /v1/searches?phase=DONE                 | -   | 400 | bad-parameter
                    GET    | /v1/searches?after=nosuch               | -   | 400 | bad-parameter
                    PUT    | /uws                                    | -   | 405 | method-not-allowed
                    PUT    | /uws/x                                  | -   | 405 | method-not-allowed
                    PUT    | /uws/x/phase                            | -   | 405 | method-not-allowed
                    POST   | /uws/x/results                          | -   | 405 | method-not-allowed
                    GET    | /uws/x/nothing                          | -   | 404 | not-found
                    GET    | /v1/searches/x?verbose=1                | -   | 400 | bad-parameter
                    GET    | /v1/searches/x/events?after=x           | -   | 400 | bad-parameter
                    GET    | /v1/targets                             | -   | 400 | bad-parameter
                    GET    | /v1/targets?name=                       | -   | 400 | bad-parameter
                    GET    | /v1/targets?name=a&name=b               | -   | 400 | bad-parameter
                    GET    | /v1/targets?name=No%20Such%20Object     | -   | 404 | unknown-target
                    GET    | /v1/catalogues                          | -   | 400 | bad-parameter
                    GET    | /v1/stream?target=x                     | -   | 400 | bad-parameter
                    GET    | /v1/stream?target=x&catalogue=c&x=1     | -   | 400 | bad-parameter
                    GET    | /v1/stream?target=x&catalogue=c&detach=1| -   | 400 | bad-parameter
                    GET    | /v1/stream?target=x&catalogue=file%3A%2F%2F%2Fetc%2Fpasswd | - | 400 | bad-parameter
                    GET    | /v1/stream?target=x&catalogue=nu+master | -   | 400 | bad-parameter
                    GET    | /v1/stream?target=61.8+%2B93.7&catalogue=c | - | 400 | bad-parameter
                    GET    | /v1/stream?target=x&catalogue=c&where=%3C | - | 400 | bad-condition
                    POST   | /v1/searches?x=1                        | {}  | 400 | bad-parameter
                    POST   | /v1/searches                            | {}  | 400 | bad-parameter
                    POST   | /v1/searches                            | {"a | 400 | bad-parameter
                    """)
    void aWrongRequestIsAnsweredAsAProblem(String method, String path, String body, int status, String slug)
            throws Exception {
        HttpResponse<String> answer = body == null
                ? client.send(method, path, null)
                : client.send(method, path, body, "Content-Type", "application/json");

        isProblem(answer, status, slug);
        assertThat(Client.json(answer).get("instance").asText()).isEqualTo(path.replaceFirst("\\?.*", ""));
        if (status == 405) {
            assertThat(answer.headers().firstValue("allow").orElse("")).contains("GET");
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains(ProblemResponses.PROBLEM_JSON);
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        JsonNode problem = Client.json(answer);
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("detail").asText()).isNotEmpty();
    }

    @Test
    void whatIsNotJsonIsUnsupportedAndWhatIsNotToBeHadNotAcceptable() throws Exception {
        isProblem(
                client.send("POST", "/v1/searches", "target=x", "Content-Type", "application/pdf"),
                415,
                "unsupported-media-type");
        isProblem(client.get("/v1/searches", "Accept", "image/png"), 406, "not-acceptable");
        isProblem(client.get("/v1/searches/x/events", "Accept", "image/png"), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v1/searches?limit=<          | 400
                    /v1/searches?limit=%zz        | 400
                    /v1/searches/<x>              | 404
                    /v1/searches/a%zz             | 400
                    /v1/searches/%00              | 404
                    /v1/targets?name=a^b          | 404
                    /v1/searches/x/files/%        | 400
                    /v1/searches/x/files/../../../../etc/passwd | 404
                    /v1/searches/x/files/%2e%2e/%2e%2e/etc/passwd | 404
                    /problems/"                   | 404
                    /nothing//                    | 404
                    """)
    void anAddressThatIsNoneIsAnsweredAsAProblemToo(String target, int status) throws Exception {
        try (var socket = new java.net.Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(WaitLimit.MILLIS);
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String large = "{\"where\":\"" + "x".repeat(300_000) + "\"}";

        isProblem(
                client.send("POST", "/v1/searches", large, "Content-Type", "application/json"), 413, "body-too-large");
    }

    @Test
    void aTableOfTargetsMayBeLargerThanAJson() throws Exception {
        String rows = "x,1,2,".concat("y".repeat(400)).concat("\n").repeat(800);
        String path = "/v1/searches?catalogue=numaster";

        HttpResponse<String> read =
                client.send("POST", path, "name,ra,dec,note\n" + rows + "x,1,95,\n", "Content-Type", "text/csv");
        isProblem(read, 400, "bad-parameter");
        assertThat(Client.json(read).get("detail").asText()).startsWith("row 801 ");
        HttpResponse<String> refused =
                client.send("POST", path, "name,ra,dec,note\n" + rows.repeat(14), "Content-Type", "text/csv");
        isProblem(refused, 413, "body-too-large");
        assertThat(Client.json(refused).get("detail").asText()).contains("table of targets");
    }

    @Test
    void whatIsCompressedIsUnsupported() throws Exception {
        isProblem(
                client.send(
                        "POST", "/v1/searches", "{}", "Content-Type", "application/json", "Content-Encoding", "gzip"),
                415,
                "unsupported-media-type");
    }

    @Test
    void aKeyThatIsEmptyIsNoKey() throws Exception {
        HttpResponse<String> answer = client.send(
                "POST",
                "/v1/searches",
                "{\"target\":\"x\",\"catalogue\":\"c\"}",
                "Content-Type",
                "application/json",
                IdempotencyKey.HEADER,
                "");

        isProblem(answer, 400, "bad-parameter");
        assertThat(Client.json(answer).get("parameter").asText()).isEqualTo(IdempotencyKey.HEADER);
    }

    @Test
    void whoIsNotSaidToBeAskedIsAProblemToo() throws Exception {
        try (var socket = new java.net.Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(WaitLimit.MILLIS);
            String request = "GET /v1/searches HTTP/1.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
        }
    }

    @Test
    void whatTakesNothingButAPostSaysSo() throws Exception {
        HttpResponse<String> answer = client.get("/v1/tickets");

        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("allow")).contains("OPTIONS, POST");
    }

    @Test
    void theHeadOfAStreamIsThatOfTheStream() throws Exception {
        HttpResponse<String> head = client.send("HEAD", "/v1/stream?target=3C+105&catalogue=numaster", null);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).contains("text/event-stream;charset=utf-8");
        assertThat(head.headers().firstValue("cache-control")).contains("no-cache, no-transform");
        assertThat(head.headers().firstValue("content-length")).isEmpty();
    }

    @Test
    void theAnswerNamesTheFieldAndWhatWouldBeRight() throws Exception {
        HttpResponse<String> answer = client.send(
                "POST",
                "/v1/searches",
                "{\"target\":\"x\",\"catalogue\":\"c\",\"radius\":2}",
                "Content-Type",
                "application/json");

        assertThat(Client.json(answer).get("parameter").asText()).isEqualTo("radius");
        assertThat(Client.json(answer).get("detail").asText()).contains("radiusDeg");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeLeadsToAnExplanation(ProblemType kind) throws Exception {
        HttpResponse<String> page = client.get(kind.type());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith(kind.title()).contains(kind.type());
    }

    @ParameterizedTest
    @CsvSource({"a%0Ab", "%00", "61.8+%2B93.7"})
    void aNameThatIsNoneIsBlamedOnTheParameterItCameIn(String name) throws Exception {
        HttpResponse<String> answer = client.get("/v1/targets?name=" + name);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).get("parameter").asText()).isEqualTo("name");
    }
}
