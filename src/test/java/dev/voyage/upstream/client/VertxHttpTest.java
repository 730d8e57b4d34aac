package dev.voyage.upstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.UpstreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on the wire, and the interpretation of response heads. */
class VertxHttpTest extends HttpTestBase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//double//slashes//",
                "/xamin/vo/cone?showoffsets&table=numaster&&RA=1",
                "/q?",
                "/q?a=b?c=d&valueless&&e",
                "/%7Bbraces%7D/%2e%2e/%2F/a+b;c=d,e!$'()*@:~",
                "/FTP/nustar/data/obs/00/6//60061044002/",
                "/a/../b/./c"
            })
    void targetsAreSentByteForByte(String target) {
        server.on(target.contains("?") ? target.substring(0, target.indexOf('?')) : target)
                .answers(200, "text/plain", "yes");

        assertThat(text(UpstreamRequest.get(server.uri(target)))).isEqualTo("yes");
        assertThat(server.requests().get(0).target()).isEqualTo(target);
    }

    @Test
    void aUriWithoutAPathAsksForTheRoot() {
        server.on("/").answers(200, "text/plain", "root");

        assertThat(text(UpstreamRequest.get(URI.create("http://127.0.0.1:" + server.port()))))
                .isEqualTo("root");
        assertThat(text(UpstreamRequest.get(URI.create("http://127.0.0.1:" + server.port() + "?a=%20"))))
                .isEqualTo("root");
        assertThat(server.requests().get(1).target()).isEqualTo("/?a=%20");
    }

    @Test
    void everyRequestSaysWhoAsksAndWantsThePlainBytes() {
        server.on("/x").answers(200);
        send(UpstreamRequest.get(server.uri("/x"))).discard();
        send(UpstreamRequest.get(server.uri("/x"))
                        .header("accept-encoding", "gzip")
                        .header("Accept", "text/xml"))
                .discard();

        Received plain = server.requests().get(0);
        assertThat(plain.header("User-Agent")).contains("voyage/test");
        assertThat(plain.header("Host")).contains("127.0.0.1:" + server.port());
        assertThat(plain.header("Accept")).contains("*/*");
        assertThat(plain.header("Accept-Encoding")).contains("identity");
        Received special = server.requests().get(1);
        assertThat(special.headers().stream()
                        .filter(h -> h.getKey().equalsIgnoreCase("Accept-Encoding"))
                        .map(Map.Entry::getValue))
                .containsExactly("gzip");
        assertThat(special.header("Accept")).contains("text/xml");
    }

    @Test
    void aFormIsPosted() {
        server.on("/sync").answers(200, "text/plain", "ok");

        assertThat(text(UpstreamRequest.post(
                        server.uri("/sync"),
                        List.of(Map.entry("QUERY", "a b&c"), Map.entry("ID", "1"), Map.entry("ID", "2")))))
                .isEqualTo("ok");
        Received request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.bodyText()).isEqualTo("QUERY=a%20b%26c&ID=1&ID=2");
        assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
    }

    @Test
    void headHasAHeadOnlyAndHoldsNoPermit() {
        server.on("/x").answers(200, "text/plain", "0123456789").validators("\"v\"", null);
        UpstreamResponse answer = send(UpstreamRequest.head(server.uri("/x")));

        assertThat(answer.contentLength()).hasValue(10);
        assertThat(answer.header("etag")).contains("\"v\"");
        assertThat(within(answer.bytes(100))).isEmpty();
        assertNoPermitIsHeld();
    }

    @Test
    void anyStatusIsAnAnswerToSend() {
        server.on("/x").errorPage(404);
        UpstreamResponse answer = send(UpstreamRequest.get(server.uri("/x")));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(new String(within(answer.bytes(1000)), java.nio.charset.StandardCharsets.UTF_8))
                .contains("wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 599})
    void busyIsUnavailable(int status) {
        server.on("/x").answers(status).retryAfter("7");

        for (Problem problem : List.of(
                problemOf(http.ask(UpstreamRequest.get(server.uri("/x")))),
                problemOf(http.send(UpstreamRequest.get(server.uri("/x")))
                        .onItem()
                        .transformToUni(UpstreamResponse::successful)))) {
            assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(problem.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(problem.detail()).contains(Integer.toString(status));
            assertThat(problem.upstream()).contains("127.0.0.1:" + server.port());
        }
        assertNoPermitIsHeld();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 400, 401, 403, 404, 410, 416, 451})
    void everythingElseIsRefused(int status) {
        server.on("/x").answers(status).retryAfter("7");
        Problem problem = problemOf(http.ask(UpstreamRequest.get(server.uri("/x"))));

        assertThat(problem.kind()).isEqualTo(ProblemType.REFUSED);
        assertThat(problem.retryAfter()).isEmpty();
        assertThat(problem.members()).containsEntry("upstreamStatus", status);
        assertNoPermitIsHeld();
    }

    @Test
    void nothingIsSentBeforeSubscriptionAndEachSendsAnew() {
        server.on("/x").answers(200);
        var uni = http.ask(UpstreamRequest.get(server.uri("/x")));
        assertThat(server.requests()).isEmpty();

        within(uni).discard();
        within(uni).discard();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aClosedPortAndADeafServerAreUnavailable() throws Exception {
        assertThat(problemOf(http.send(UpstreamRequest.get(ScriptedServer.refusing())))
                        .kind())
                .isEqualTo(ProblemType.UNAVAILABLE);
        try (var deaf = ScriptedServer.deaf()) {
            assertThat(problemOf(http.send(UpstreamRequest.get(deaf.uri()))).kind())
                    .isEqualTo(ProblemType.UNAVAILABLE);
        }
    }

    @Test
    void aHeadThatDoesNotComeIsUnavailable() {
        server.on("/never").stallsHead();
        server.on("/closes").dropsHead();
        Problem late =
                problemOf(http.send(UpstreamRequest.get(server.uri("/never")).patience(Duration.ofMillis(100))));

        assertThat(late.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(within(server.requests().get(0).hungUp())).isNotNull();
        assertThat(problemOf(http.send(UpstreamRequest.get(server.uri("/closes"))))
                        .kind())
                .isEqualTo(ProblemType.UNAVAILABLE);
        assertNoPermitIsHeld();
    }

    @Test
    void theConfiguredHeadTimeoutHoldsWhereTheAskHasNone() {
        server.on("/never").stallsHead();
        VertxHttp impatient = client(UpstreamSettings.USUAL.head(Duration.ofMillis(50)), UpstreamSettings.GENEROUS);

        assertThat(problemOf(impatient.send(UpstreamRequest.get(server.uri("/never"))))
                        .kind())
                .isEqualTo(ProblemType.UNAVAILABLE);
        impatient.close();
    }

    @Test
    void whatIsNotHttpIsMalformed() throws Exception {
        try (var listening = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> {
                try (var socket = listening.accept()) {
                    socket.getOutputStream()
                            .write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    assertThat(socket.getInputStream().readNBytes(1)).isNotNull();
                } catch (java.io.IOException closed) {
                    // expected
                }
            });
            thread.start();
            Problem problem = problemOf(
                    http.send(UpstreamRequest.get(URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/"))));

            assertThat(problem.kind()).isEqualTo(ProblemType.MALFORMED);
        }
    }
}
