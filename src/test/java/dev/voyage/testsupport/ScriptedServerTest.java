package dev.voyage.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.testsupport.http.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the guarantees of the scripted server with the JDK's client. */
class ScriptedServerTest {

    private final ScriptedServer server = ScriptedServer.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPortCanBeBoundAgainAsSoonAsItsServerIsClosed() {
        int port = FreePort.find();

        for (int i = 0; i < 300; i++) {
            try (var server = ScriptedServer.start(port)) {
                assertThat(server.uri("/").getPort()).isEqualTo(port);
            }
        }
    }

    @Test
    void answersComeInOrderAndTheLastRepeats() throws Exception {
        server.on("/x").answers(503).retryAfter("2").then().answers(200, "text/plain", "yes");

        assertThat(get("/x").headers().firstValue("Retry-After")).contains("2");
        assertThat(get("/x?a=1&&b").body()).isEqualTo("yes");
        assertThat(get("/x").body()).isEqualTo("yes");
        assertThat(get("/other").statusCode()).isEqualTo(404);
        assertThat(server.requests("/x").get(1).target()).isEqualTo("/x?a=1&&b");
    }

    @Test
    void chunksAndClosingAreOtherWaysToEndABody() throws Exception {
        server.on("/chunks").answers(200, "text/plain", "in chunks").chunked().drips(2, java.time.Duration.ofMillis(1));
        server.on("/close").answers(200, "text/plain", "to the end").untilClose();

        assertThat(get("/chunks").body()).isEqualTo("in chunks");
        assertThat(get("/close").body()).isEqualTo("to the end");
    }

    @Test
    void brokenBodiesAreBroken() {
        server.on("/fin").answers(200, "text/plain", "0123456789").dropsAfter(4);
        server.on("/rst").answers(200, "text/plain", "0123456789").resetsAfter(4);
        server.on("/short").answers(200, "text/plain", "0123456789").contentLength(20);
        server.on("/head").dropsHead();

        for (String path : new String[] {"/fin", "/rst", "/short", "/head"}) {
            assertThatThrownBy(() -> get(path)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void rangesAreHonouredByValidator() throws Exception {
        server.on("/x").answers(200, "text/plain", "0123456789").ranges("\"v1\"", "Mon, 01 Jan 2024 00:00:00 GMT");

        assertThat(get("/x", "Range", "bytes=4-", "If-Range", "\"v1\"").body()).isEqualTo("456789");
        assertThat(get("/x", "Range", "bytes=4-", "If-Range", "\"v0\"").body()).isEqualTo("0123456789");
        assertThat(get("/x", "Range", "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(get("/x", "If-None-Match", "\"v1\"").statusCode()).isEqualTo(304);
    }

    @Test
    void aHeldAnswerGoesOnWhenReleased() throws Exception {
        var release = new CompletableFuture<Void>();
        server.on("/x").answers(200, "text/plain", "0123456789").holdsAfter(4, release);

        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(server.uri("/x")).build(), BodyHandlers.ofString());
        Received request = server.await("/x", 1).get(0);
        assertThat(request.answered()).isNotDone();
        release.complete(null);

        assertThat(answer.get(WaitLimit.SECONDS, TimeUnit.SECONDS).body()).isEqualTo("0123456789");
        assertThat(request.answered().get(WaitLimit.SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void hangingUpIsSeen() throws Exception {
        server.on("/x").answersZeros(1_000_000_000_000L);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET /x HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(server.await("/x", 1).get(0).hungUp()).isNotDone();
        }

        assertThat(server.requests("/x").get(0).hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS))
                .isNotNull();
    }

    @Test
    void aDeafServerLetsNobodyIn() throws Exception {
        try (var deaf = ScriptedServer.deaf();
                var socket = new Socket()) {
            var address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), deaf.uri().getPort());
            assertThatThrownBy(() -> socket.connect(address, 300)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private HttpResponse<String> get(String target, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.uri(target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
