package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Frame;
import dev.voyage.api.client.WatchedSearch;
import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.events.StreamFormat;
import dev.voyage.api.events.StreamSubscription;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream with {@code detach=false}: its disconnection cancels the search. */
@Timeout(WaitLimit.TEST_SECONDS)
class LeavingClientTest {

    @TempDir
    Path directory;

    private final Semaphore gone = new Semaphore(0);
    private WatchedSearch store;
    private int port;

    @BeforeEach
    void start() throws IOException {
        store = new WatchedSearch(
                directory,
                new WatchedSearch.Settings(Duration.ofSeconds(20), Duration.ofMillis(30), Duration.ofMillis(10), 50));
        var router = Router.router(store.vertx);
        RouteSupport.route(
                router, ApiEndpoint.STREAM, exchange -> RouteSupport.onLoop(exchange, store.lookup.search(store.id))
                        .invoke(search -> store.feed.stream(
                                exchange,
                                StreamSubscription.one(
                                        search,
                                        null,
                                        StreamFormat.of(MediaTypes.EVENT_STREAM, QueryParameters.of(null, Set.of()))),
                                Optional.of(gone::release)))
                        .replaceWithVoid());
        port = WatchedSearch.await(
                        store.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(WaitLimit.MILLIS);
        socket.getOutputStream()
                .write("GET /v1/stream HTTP/1.1\r\nHost: t\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void itsLeavingIsToldOnce() throws Exception {
        try (Socket socket = connect()) {
            assertThat(Frame.next(reader(socket)).type()).isEqualTo("search.accepted");
            assertThat(gone.availablePermits()).isZero();
        }

        assertThat(gone.tryAcquire(WaitLimit.SECONDS, TimeUnit.SECONDS)).isTrue();
        store.end();
        assertThat(gone.availablePermits()).isZero();
    }

    @Test
    void itIsNotSentToRestWhichWouldLookLikeLeavingAndItsEndIsNoLeaving() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader reader = reader(socket);
            for (int heartbeats = 0; heartbeats < 3; ) { // three times the maximum duration of other streams
                heartbeats += reader.readLine().equals(":") ? 1 : 0;
            }
            store.end();

            assertThat(Frame.next(reader).type()).isEqualTo("search.completed");
            assertThat(Frame.next(reader)).isNull();
        }
        assertThat(gone.availablePermits()).isZero();
    }

    @Test
    void whenWeGoItHasNotLeft() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader reader = reader(socket);
            assertThat(Frame.next(reader).type()).isEqualTo("search.accepted");
            store.readers.stop(new ShutdownEvent());

            assertThat(Frame.next(reader)).isNull();
        }
        assertThat(gone.availablePermits()).isZero();
    }
}
