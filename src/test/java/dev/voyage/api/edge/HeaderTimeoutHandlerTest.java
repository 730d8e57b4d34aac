package dev.voyage.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.WatchedSearch;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server before its first complete request. */
@Timeout(WaitLimit.TEST_SECONDS)
class HeaderTimeoutHandlerTest {

    private static final String HALF_A_HEAD = "GET /held HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<RoutingContext> held = new CompletableFuture<>();
    private final RequestTimeouts times = new RequestTimeouts(
            Settings.of(RequestTimeouts.Patience.class, "voyage.requests.head", "1s"), Settings.of(StreamConfig.class));
    private HttpServer server;

    @BeforeEach
    void listen() {
        Router router = Router.router(vertx);
        times.hang(router);
        router.route("/held").handler(held::complete);
        server = WatchedSearch.await(
                vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        WatchedSearch.await(vertx.close());
    }

    private Socket connect(String text) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(WaitLimit.MILLIS);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void connectionIsClosedWhenNoHeadFollowsOnAFreshServer() throws IOException {
        times.guard(vertx, server.actualPort());
        try (var silent = connect("");
                var slow = connect(HALF_A_HEAD)) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connectionAcceptedBeforeTheGuardIsClosedAsWell() throws IOException {
        try (var early = connect(HALF_A_HEAD)) {
            times.guard(vertx, server.actualPort());
            assertThat(early.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void requestUnderWayWhenTheGuardComesIsAnswered() throws Exception {
        try (var asked = connect("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            RoutingContext exchange = held.get();
            WatchedSearch.await(times.guard(vertx, server.actualPort()));
            try (var later = connect(HALF_A_HEAD)) { // closed although the deadline of an earlier request has passed
                assertThat(later.getInputStream().read()).isEqualTo(-1);
            }
            var unused = exchange.end("held");
            assertThat(asked.getInputStream().read()).isEqualTo('H');
        }
    }
}
