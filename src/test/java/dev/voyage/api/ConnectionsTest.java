package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.WatchedSearch;
import dev.voyage.api.edge.RequestTimeouts;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.WriteStallHandler;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long the server keeps connections of inactive clients, over HTTP/1.1 and HTTP/2. */
@Timeout(WaitLimit.TEST_SECONDS)
class ConnectionsTest {

    private static final int LARGE = 64 << 20;
    private static final String REQUEST = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int END_OF_HEADERS_AND_STREAM = 5;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        try (var file = new RandomAccessFile(directory.resolve("large").toFile(), "rw")) {
            file.setLength(LARGE);
        }
        Router router = Router.router(vertx);
        var times = new RequestTimeouts(
                Settings.of(RequestTimeouts.Patience.class, "voyage.requests.idle", "1s"),
                Settings.of(StreamConfig.class, "voyage.events.stalled", "5s"));
        times.hang(router);
        router.route("/now").handler(exchange -> exchange.end("now"));
        router.route("/later")
                .handler(exchange ->
                        vertx.setTimer(3000, late -> exchange.end("later").onFailure(gone -> {})));
        router.route("/never").handler(exchange -> {});
        router.route("/large").handler(exchange -> {
            exchange.request().connection().closeHandler(closed -> left.complete(null));
            WriteStallHandler.watch(exchange, Duration.ofSeconds(5));
            exchange.response().sendFile(directory.resolve("large").toString()).onFailure(gone -> {});
        });
        server = WatchedSearch.await(
                vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        WatchedSearch.await(times.guard(vertx, server.actualPort()));
    }

    @AfterEach
    void close() {
        WatchedSearch.await(vertx.close());
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.setSoTimeout(WaitLimit.MILLIS);
        return socket;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends the preface, settings, and one request without a body. */
    private Socket http2(String path) throws IOException {
        return http2(path, new byte[0]);
    }

    private Socket http2(String path, byte[] settings) throws IOException {
        Socket socket = connect();
        write(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        write(socket, frame(SETTINGS, 0, 0, settings));
        var fields = new ByteArrayOutputStream();
        for (String field :
                new String[] {":method", "GET", ":scheme", "http", ":authority", "localhost", ":path", path}) {
            if (field.startsWith(":")) {
                fields.write(0); // literal, not indexed (RFC 7541, 6.2.2)
            }
            fields.write(field.length());
            fields.writeBytes(field.getBytes(StandardCharsets.US_ASCII));
        }
        write(socket, frame(HEADERS, END_OF_HEADERS_AND_STREAM, 1, fields.toByteArray()));
        return socket;
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var frame = new DataOutputStream(bytes);
        frame.writeByte(0);
        frame.writeShort(payload.length);
        frame.writeByte(type);
        frame.writeByte(flags);
        frame.writeInt(stream);
        frame.write(payload);
        return bytes.toByteArray();
    }

    /** Reads until the server closes the connection. */
    private static String rest(Socket socket) throws IOException {
        var read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (SocketException reset) {
            // a reset ends the connection too
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aConnectionOfHttp2OnWhichNothingRunsIsNotKept() throws IOException {
        try (var idle = http2("/now")) {
            assertThat(rest(idle)).contains("now");
        }
    }

    @Test
    void pingsAreNoRequests() throws Exception {
        try (var idle = http2("/now")) {
            vertx.setPeriodic(100, tick -> {
                try {
                    write(idle, frame(PING, 0, 0, new byte[8]));
                } catch (IOException over) {
                    vertx.cancelTimer(tick);
                }
            });
            assertThat(rest(idle)).contains("now");
        }
    }

    @Test
    void aConnectionOfHttp2OnWhichSomethingRunsIsKept() throws IOException {
        try (var waiting = http2("/later")) {
            assertThat(rest(waiting)).contains("later");
        }
    }

    @Test
    void whatIsResetDoesNotRun() throws IOException {
        try (var idle = http2("/never")) {
            write(idle, frame(RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8}));
            assertThat(rest(idle)).doesNotContain("never"); // the server would wait for a running request
        }
    }

    @Test
    void whoTakesNothingOfAFileIsHungUpOn() throws Exception {
        try (var stuck = connect()) {
            write(stuck, REQUEST.formatted("/large").getBytes(StandardCharsets.US_ASCII));
            left.get(WaitLimit.SECONDS, TimeUnit.SECONDS);
            assertThat(rest(stuck).length()).isLessThan(LARGE);
        }
    }

    @Test
    void norIsAStreamOverHttp2KeptThatTakesNothing() throws Exception {
        var noWindow = new byte[] {0, 4, 0, 0, 0, 0}; // SETTINGS_INITIAL_WINDOW_SIZE (RFC 9113, 6.5.2)
        try (var stuck = http2("/large", noWindow)) {
            left.get(WaitLimit.SECONDS, TimeUnit.SECONDS);
            assertThat(rest(stuck).length()).isLessThan(LARGE);
        }
    }

    @Test
    void whoTakesALittleNowAndThenGetsAll() throws Exception {
        try (var slow = connect()) {
            write(slow, REQUEST.formatted("/large").getBytes(StandardCharsets.US_ASCII));
            int taken = 0;
            for (int i = 0; i < 24; i++) { // longer in total than the stall limit, each pause a fraction of it
                taken += slow.getInputStream().readNBytes(1 << 20).length;
                assertThat(left.isDone()).isFalse();
                WatchedSearch.await(vertx.timer(300, TimeUnit.MILLISECONDS));
            }
            assertThat(taken + slow.getInputStream().readNBytes(LARGE - taken).length)
                    .isEqualTo(LARGE);
        }
    }
}
