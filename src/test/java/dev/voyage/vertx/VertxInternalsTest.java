package dev.voyage.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The assumptions about the internals of Vert.x and Netty hold. */
class VertxInternalsTest {

    private static final int GENEROUS_SECONDS = 120;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(GENEROUS_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void runningMinorVersionIsTheOneThatWasRead() throws IOException {
        try (InputStream version = Vertx.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
            assertThat(new String(version.readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith(VertxInternals.READ_IN + ".");
        }
    }

    @Test
    void eachEventLoopContextRunsOnAnEventLoop() throws Exception {
        Context context = VertxInternals.eventLoopContext(vertx);
        var ran = new CompletableFuture<Boolean>();
        context.runOnContext(
                now -> ran.complete(Context.isOnEventLoopThread() && vertx.getOrCreateContext() == context));

        assertThat(context.isEventLoopContext()).isTrue();
        assertThat(ran.get(GENEROUS_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(VertxInternals.eventLoopContext(vertx)).isNotSameAs(context);
    }

    /** The server sees the connection's channel, with streams over HTTP/2 only; the client receives heap buffers. */
    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void connectionHasAChannelAndBuffersAreWrapped(HttpVersion version) throws Exception {
        var seen = new CompletableFuture<Boolean>();
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    Channel channel =
                            VertxInternals.channel(request.connection()).orElseThrow();
                    boolean streams = VertxInternals.streams(channel)
                            .filter(connection -> connection.numActiveStreams() == 1)
                            .isPresent();
                    seen.complete(streams && channel.isActive() && !VertxInternals.hasPendingWrites(channel));
                    var unused = request.response().end("bytes");
                })
                .listen(0, "127.0.0.1"));
        var options = new HttpClientOptions()
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(server.actualPort());
        var wrapped = new CompletableFuture<ByteBuffer>();
        await(vertx.createHttpClient(options).request(HttpMethod.GET, "/").compose(request -> request.send()
                .compose(response -> {
                    response.handler(buffer -> wrapped.complete(VertxInternals.bytes(buffer)));
                    return response.end();
                })));

        assertThat(seen.get(GENEROUS_SECONDS, TimeUnit.SECONDS)).isEqualTo(version == HttpVersion.HTTP_2);
        assertThat(wrapped.get(GENEROUS_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(StandardCharsets.US_ASCII.encode("bytes"));
    }

    @Test
    void heapBufferIsWrappedWithoutACopy() {
        Buffer buffer = Buffer.buffer(new byte[] {1, 2, 3});
        ByteBuffer wrapped = VertxInternals.bytes(buffer);
        buffer.setByte(0, (byte) 9);

        assertThat(wrapped).isEqualTo(ByteBuffer.wrap(new byte[] {9, 2, 3}));
    }

    @Test
    void everyListeningChannelIsVisited() throws Exception {
        int first = await(vertx.createHttpServer().requestHandler(request -> {}).listen(0, "127.0.0.1"))
                .actualPort();
        int second = await(
                        vertx.createHttpServer().requestHandler(request -> {}).listen(0, "127.0.0.1"))
                .actualPort();
        Queue<Integer> ports = new ConcurrentLinkedQueue<>();

        await(VertxInternals.forEachChannel(VertxInternals.acceptors(vertx), channel -> {
            assertThat(channel.eventLoop().inEventLoop()).isTrue();
            if (channel instanceof ServerChannel && channel.localAddress() instanceof InetSocketAddress address) {
                ports.add(address.getPort());
            }
        }));

        assertThat(ports).containsExactlyInAnyOrder(first, second);
    }
}
