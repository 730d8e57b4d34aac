package dev.voyage.api.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protection of a service without authentication on a user's own machine, against pages of other origins and
 * misbehaving clients.
 */
@QuarkusTest
@TestProfile(CrossOriginCheckStoryTest.Impatient.class)
@Timeout(WaitLimit.TEST_SECONDS)
public class CrossOriginCheckStoryTest {

    private static final String STREAM = "/v1/stream?target=3C+105&catalogue=numaster&action=observations";

    /** Request timeouts are short enough for a test. */
    public static class Impatient extends DemoProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("voyage.demo-port", "0");
            settings.put("voyage.requests.head", "2s");
            settings.put("voyage.requests.body", "2s");
            settings.put("voyage.requests.idle", "2s");
            settings.put("voyage.demo-latency", "700ms");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private Socket socket() throws IOException {
        var socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(WaitLimit.MILLIS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String rest(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    private String answer(String request) throws IOException {
        try (var socket = socket()) {
            write(socket, request);
            return rest(socket);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:8080, 200",
        "LOCALHOST, 200",
        "127.0.0.1:1, 200",
        "[::1]:8080, 200",
        "voyage.localhost, 200",
        "evil.test, 403",
        "127.0.0.1.evil.test, 403",
        "localhost.evil.test, 403",
        "10.0.0.1, 403",
        "a_b.evil.test, 403",
        "evil.test:8080, 403"
    })
    void aNameOfTheOutsideDoesNotLeadToOnesOwnMachine(String host, int status) throws Exception {
        assertThat(answer("GET /v1/searches HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
        assertThat(answer("GET /q/health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void noUpgradeCarriesRequestsPastAProxy() throws Exception {
        try (var socket = socket()) {
            write(socket, """
                    GET /v1/searches HTTP/1.1
                    Host: localhost
                    Connection: Upgrade, HTTP2-Settings, close
                    Upgrade: h2c
                    HTTP2-Settings: AAMAAABkAAQBAAAAAAIAAAAA

                    """.replace("\n", "\r\n"));
            assertThat(rest(socket)).startsWith("HTTP/1.1 200").contains("\"searches\"");
        }
        try (var socket = socket()) { // HTTP/2 with prior knowledge
            write(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertThat(rest(socket)).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void aPageOfAnotherSiteBeginsNothingWhereNobodyIsAsked() throws Exception {
        for (String stream : List.of(STREAM, STREAM.replace("/stream?", "/stream/?"), STREAM.replace("/v1", "/v1/"))) {
            assertThat(client.get(stream, "Sec-Fetch-Site", "cross-site").statusCode())
                    .as(stream)
                    .isEqualTo(403);
        }
        assertThat(client.send(
                                "POST",
                                "/uws",
                                "TARGET=x",
                                "Origin",
                                "https://evil.test",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.get(STREAM, "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(200);
    }

    @Test
    void noOtherSiteIsInvited() throws Exception {
        var answer = client.send(
                "OPTIONS",
                "/v1/searches",
                null,
                "Origin",
                "https://evil.test",
                "Access-Control-Request-Method",
                "POST");

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/searches",
                "/v1/nothing",
                "/v1/searches/nosuch/events",
                "/q/health",
                "/q/openapi",
                "/q/swagger-ui/",
                "/problems/not-found",
                "/availability",
                "/v1/searches?limit=x"
            })
    void everyAnswerTellsBrowsersToRunNothingOfStrangers(String path) throws Exception {
        var headers = client.get(path).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'");
        assertThat(policy.contains("unsafe-inline")).isEqualTo(path.startsWith("/q/swagger-ui"));
    }

    @Test
    void anAnswerBeforeAnyRouteHasThemToo() throws Exception {
        assertThat(answer("GET /v1/searches/a%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("content-security-policy: default-src");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /v1/targets?name=%s HTTP/1.1\r\nHost: localhost\r\n\r\n', 40000",
        "'GET /v1/searches HTTP/1.1\r\nHost: localhost\r\nX-Long: %s\r\n\r\n', 40000",
        "'POST /v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n%s', 10",
        "'POST /v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 300000\r\n\r\n%s', 10",
        "'POST /v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n98968\r\n%s\r\n0\r\n\r\n', 625000"
    })
    void whatIsTooLargeIsRefusedAndHungUpOn(String request, int length) throws Exception {
        try (var socket = socket()) {
            try {
                write(socket, request.formatted("x".repeat(length)));
            } catch (SocketException hungUpAlready) {
                // the server stopped reading an oversized request
            }
            String answer = rest(socket);

            assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1.[01] 4.*"))
                    .as(answer)
                    .isTrue();
        }
        assertThat(client.get("/v1/searches").statusCode())
                .as("other requests are served")
                .isEqualTo(200);
    }

    @Test
    void headersCannotBeSmuggledIn() throws Exception {
        String answer = answer(
                "GET /v1/searches/x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContainIgnoringCase("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nHost: evil.test\r\n",
                "Host: localhost\r\nHost: localhost\r\n",
                "",
                "Host: e<vil\r\n",
                "Host: localhost\r\nTransfer-Encoding: xchunked\r\n",
                "Host: localhost\r\nTransfer-Encoding: gzip, chunked\r\n",
                "Host: localhost\r\nTransfer-Encoding: chunked, identity\r\n",
                "Host: localhost\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
                "Host: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n",
                "Host: localhost\r\nContent-Length: +5\r\n",
                "Host: localhost\r\nTransfer-Encoding : chunked\r\n"
            })
    void whatCouldBeReadInTwoWaysIsRefusedAndHungUpOn(String fields) throws Exception {
        for (String path : new String[] {"/v1/searches", "/capabilities"}) {
            assertThat(client.get("/availability").statusCode()).isEqualTo(200);
            String answer = answer("POST " + path + " HTTP/1.1\r\n" + fields + "\r\n0\r\n\r\n"
                    + "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answer).containsPattern("^HTTP/1.[01] 400 ").doesNotContain("HTTP/1.1 2", "\"UP\"");
            assertThat(answer).doesNotContain("Error id", "VertxException");
            isTheLastOfItsConnection(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"})
    void nothingBehindChunksIsTakenForARequest(String fields) throws Exception {
        String before = client.get("/v1/searches").body();
        String answer = answer("POST /v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + fields + "\r\n2\r\n{}\r\n0\r\n\r\nGET " + STREAM + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        isTheLastOfItsConnection(answer);
        assertThat(answer.indexOf("HTTP/1.1", 1)).isNegative();
        assertThat(client.get("/v1/searches").body()).isEqualTo(before);
    }

    /**
     * The response announces the end of its connection. The HTTP decoder's own rejections are empty responses that
     * close the connection without the header.
     */
    private static void isTheLastOfItsConnection(String answer) {
        if (!answer.endsWith("\r\ncontent-length: 0\r\n\r\n")) {
            assertThat(answer).containsIgnoringCase("\r\nconnection: close\r\n");
        }
    }

    @Test
    void anAddressAsPeopleTypeThemMayHaveChunks() throws Exception {
        String answer = answer(
                "POST /v1/searches?where=<1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("/problems/bad-parameter");
    }

    @Test
    void whoSaysWhatHeWantsByteForByteIsHungUpOn() throws Exception {
        assertThat(client.get("/v1/searches").statusCode()).isEqualTo(200); // the server has accepted a request
        try (var slow = socket()) {
            write(slow, "GET /v1/searches HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            assertThat(rest(slow)).isEmpty();
        }
    }

    @Test
    void aSecondRequestMayNotBeSlowerThanTheFirst() throws Exception {
        assertThat(client.get("/v1/searches").statusCode()).isEqualTo(200);
        try (var slow = socket()) {
            write(slow, "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /v1/sea");
            assertThat(rest(slow)).startsWith("HTTP/1.1 200").doesNotContain("408");
        }
        try (var idle = socket()) {
            write(idle, "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(rest(idle)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws Exception {
        try (var slow = socket()) {
            write(
                    slow,
                    "POST /v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            assertThat(rest(slow)).isEmpty();
        }
    }

    @Test
    void aStreamMayBeLongerThanAnyOfThese() throws Exception {
        assertThat(client.get("/v1/searches").statusCode()).isEqualTo(200);
        String events = client.get("/v1/stream?target=3C+105&catalogue=numaster&action=links")
                .body();

        assertThat(events).contains("event: search.completed");
        // rows arrive 700 ms apart, and every limit is shorter than two seconds
        assertThat(events.split("event: observation.found\n", -1)).hasSizeGreaterThan(4);
    }
}
