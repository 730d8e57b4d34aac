package dev.voyage.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Bodies on a line that is not to be filled. */
class SlowLineTest extends HttpTestBase {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void bodiesTogetherStayBelowAndTakeTurnsAndAreNotTakenForStalled() {
        var slow = new VertxHttp(
                vertx(),
                Settings.USUAL.stall(Duration.ofMillis(50)),
                Settings.GENEROUS,
                Settings.PATIENT,
                OptionalLong.of(1_000_000),
                LOOPBACK,
                "voyage/test",
                Traffic.NONE);
        server.on("/x").answersZeros(500_000);
        long begin = System.nanoTime();
        AssertSubscriber<ByteBuffer> first = read(slow, Long.MAX_VALUE);
        AssertSubscriber<ByteBuffer> second = read(slow, Long.MAX_VALUE);
        first.awaitCompletion(SOON);
        long whenFirstWasDone = bytes(second);
        second.awaitCompletion(SOON);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(700));
        assertThat(bytes(first)).isEqualTo(500_000);
        assertThat(bytes(second)).isEqualTo(500_000);
        assertThat(whenFirstWasDone).isGreaterThan(150_000); // pieces are of up to 64 KiB
        slow.close();
    }

    @Test
    void whoCancelsWhileHeldBackHangsUpAndTakesNobodysTurn() {
        VertxHttp slow = client(Settings.GENEROUS, Settings.PATIENT, OptionalLong.of(20_000));
        server.on("/x").answersZeros(1L << 40);
        for (int i = 0; i < 20; i++) {
            AssertSubscriber<ByteBuffer> reader = read(slow, Long.MAX_VALUE);
            reader.cancel();
            assertThat(within(server.await("/x", i + 1).get(i).hungUp())).isNotNull();
        }
        // what twenty readers would have taken had they stayed: eight seconds and more
        server.on("/y").answersZeros(100);
        long begin = System.nanoTime();
        assertThat(bytesOf(slow.ask(Ask.get(server.uri("/y"))))).hasSize(100);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        slow.close();
    }

    private AssertSubscriber<ByteBuffer> read(VertxHttp client, long pieces) {
        return within(client.ask(Ask.get(server.uri("/x"))))
                .body()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(pieces));
    }

    private static long bytes(AssertSubscriber<ByteBuffer> reader) {
        return reader.getItems().stream().mapToLong(ByteBuffer::remaining).sum();
    }
}
