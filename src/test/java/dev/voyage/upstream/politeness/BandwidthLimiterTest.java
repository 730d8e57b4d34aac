package dev.voyage.upstream.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BandwidthLimiterTest {

    private record Wake(long at, Runnable run) {}

    private final PriorityQueue<Wake> wakes = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    private final long begin = 77;
    private long now = begin;

    private BandwidthLimiter of(long bytesPerSecond) {
        return new BandwidthLimiter(
                OptionalLong.of(bytesPerSecond), () -> now, (nanos, wake) -> wakes.add(new Wake(now + nanos, wake)));
    }

    private void pass(long millis) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!wakes.isEmpty() && wakes.peek().at() <= until) {
            Wake next = wakes.poll();
            now = Math.max(now, next.at());
            next.run().run();
        }
        now = until;
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(now - begin);
    }

    private BandwidthLimiter.Turn take(BandwidthLimiter bandwidth, String party, long bytes, List<String> told) {
        BandwidthLimiter.Turn turn = bandwidth.turn(party, bytes, () -> told.add(party + " " + millis()));
        turn.take();
        return turn;
    }

    @Test
    void timesAreGivenOutInOrder() {
        BandwidthLimiter bandwidth = of(1000);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            take(bandwidth, "a", 100, told);
        }
        pass(150);
        bandwidth.spent(50);
        take(bandwidth, "a", 100, told);
        pass(1000);

        assertThat(told).containsExactly("a 0", "a 100", "a 250", "a 350");
        assertThat(wakes).isEmpty();
    }

    @Test
    void partiesTakeTurnsHoweverManyBodiesTheyHave() {
        BandwidthLimiter bandwidth = of(1000);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            take(bandwidth, "big", 100, told);
        }
        take(bandwidth, "small", 100, told);
        take(bandwidth, "small", 100, told);
        pass(10_000);

        assertThat(told).containsExactly("big 0", "big 100", "small 200", "big 300", "small 400", "big 500", "big 600");
    }

    @Test
    void whoLeavesTakesNobodysTime() {
        BandwidthLimiter bandwidth = of(1000);
        List<String> told = new ArrayList<>();
        take(bandwidth, "used", 100, told);
        BandwidthLimiter.Turn waits = take(bandwidth, "waits", 100, told);
        take(bandwidth, "next", 100, told);
        BandwidthLimiter.Turn unused = take(bandwidth, "unused", 100, told);
        waits.leave();
        waits.leave();
        pass(250);
        unused.leave();
        take(bandwidth, "last", 100, told);
        pass(1000);

        assertThat(told).containsExactly("used 0", "next 100", "unused 200", "last 250");
    }

    @Test
    void timeThatNobodyUsedIsNotMadeUpFor() {
        BandwidthLimiter bandwidth = of(1000);
        List<String> told = new ArrayList<>();
        now += Duration.ofHours(1).toNanos();
        take(bandwidth, "a", 100, told);
        take(bandwidth, "a", 100, told);
        pass(1000);

        assertThat(told).containsExactly("a 3600000", "a 3600090");
    }

    @Property(tries = 100)
    void noSecondSeesMoreThanAllowed(@ForAll long seed) {
        var random = new Random(seed);
        now = begin;
        wakes.clear();
        BandwidthLimiter bandwidth = of(100_000);
        var bytes = new AtomicLong();
        for (int body = 0; body < 5; body++) {
            again(bandwidth, "p" + body % 2, random, bytes);
        }
        while (now - begin < Duration.ofSeconds(30).toNanos()) {
            pass(1 + random.nextInt(20));
            assertThat(bytes.get()).isLessThan((long) ((now - begin) / 1e9 * 100_000) + 1100 + 6 * 8192);
        }
        assertThat(bytes.get()).isGreaterThan(30 * 90_000);
    }

    private static void again(BandwidthLimiter bandwidth, String party, Random random, AtomicLong bytes) {
        int thought = 1 + random.nextInt(8192);
        bandwidth
                .turn(party, thought, () -> {
                    int came = 1 + random.nextInt(8192);
                    bandwidth.spent(came - thought);
                    bytes.addAndGet(came);
                    again(bandwidth, party, random, bytes);
                })
                .take();
    }

    @Test
    void nothingIsHeldBackWithoutALimit() {
        var bandwidth = new BandwidthLimiter(OptionalLong.empty(), () -> now, (nanos, wake) -> {
            throw new AssertionError("waits");
        });
        List<String> told = new ArrayList<>();
        bandwidth.spent(1L << 60);
        take(bandwidth, "a", 1L << 60, told);
        take(bandwidth, "a", 1, told);

        assertThat(bandwidth.isUnbounded()).isTrue();
        assertThat(told).hasSize(2);
    }
}
