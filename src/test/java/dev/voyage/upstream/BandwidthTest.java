package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.client.VertxHttp;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bodies under a bandwidth limit. */
class BandwidthTest extends HttpTestBase {

    private static final Duration SOON = WaitLimit.TIME;

    @Test
    void bodiesTogetherStayBelowAndTakeTurnsAndAreNotTakenForStalled() {
        var slow = new VertxHttp(
                vertx(),
                UpstreamSettings.USUAL.stall(Duration.ofSeconds(1)),
                UpstreamSettings.GENEROUS,
                UpstreamSettings.PATIENT,
                OptionalLong.of(50_000),
                LOOPBACK,
                "voyage/test",
                UpstreamMetrics.NONE);
        server.on("/x").answersZeros(100_000);
        AssertSubscriber<ByteBuffer> first = read(slow, Long.MAX_VALUE);
        AssertSubscriber<ByteBuffer> second = read(slow, Long.MAX_VALUE);
        first.awaitCompletion(SOON);
        long whenFirstWasDone = bytes(second);
        second.awaitCompletion(SOON);

        assertThat(bytes(first)).isEqualTo(100_000);
        assertThat(bytes(second)).isEqualTo(100_000);
        assertThat(whenFirstWasDone)
                .isGreaterThan(30_000); // pieces are up to 64 KiB, and one of them waits longer than a stall
        slow.close();
    }

    @Test
    void noMoreComesThanMay() {
        VertxHttp slow = client(UpstreamSettings.GENEROUS, UpstreamSettings.PATIENT, OptionalLong.of(1));
        server.on("/x").answersZeros(5_000_000);
        var begun = new CompletableFuture<Void>();
        AssertSubscriber<ByteBuffer> held = within(slow.ask(UpstreamRequest.get(server.uri("/x"))))
                .body()
                .onItem()
                .invoke(piece -> begun.complete(null))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        within(begun);
        read(http, Long.MAX_VALUE).awaitCompletion(SOON); // an unlimited transfer of the same size completes meanwhile

        assertThat(bytes(held)).isLessThan(500_000);
        held.cancel();
        slow.close();
    }

    @Test
    void whoCancelsWhileHeldBackHangsUpAndTakesNobodysTurn() {
        VertxHttp slow = client(UpstreamSettings.GENEROUS, UpstreamSettings.PATIENT, OptionalLong.of(1_000));
        server.on("/x").answersZeros(1L << 40).stallsAfter(0);
        for (int i = 0; i < 50; i++) {
            AssertSubscriber<ByteBuffer> reader = read(slow, Long.MAX_VALUE);
            reader.cancel();
            assertThat(within(server.await("/x", i + 1).get(i).hungUp())).isNotNull();
        }
        // fifty complete transfers would take longer than any test waits
        server.on("/y").answersZeros(100);
        assertThat(bytesOf(slow.ask(UpstreamRequest.get(server.uri("/y"))))).hasSize(100);
        slow.close();
    }

    private AssertSubscriber<ByteBuffer> read(VertxHttp client, long pieces) {
        return within(client.ask(UpstreamRequest.get(server.uri("/x"))))
                .body()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(pieces));
    }

    private static long bytes(AssertSubscriber<ByteBuffer> reader) {
        return reader.getItems().stream().mapToLong(ByteBuffer::remaining).sum();
    }
}
