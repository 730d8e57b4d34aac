package dev.voyage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BandwidthTest {

    private long now = 77;

    private Bandwidth of(long bytesPerSecond) {
        return new Bandwidth(OptionalLong.of(bytesPerSecond), () -> now);
    }

    @Test
    void timesAreGivenOutInOrder() {
        Bandwidth bandwidth = of(1000);
        assertThat(bandwidth.reserve(100)).isZero();
        assertThat(bandwidth.reserve(100)).isEqualTo(Duration.ofMillis(100));
        assertThat(bandwidth.reserve(100)).isEqualTo(Duration.ofMillis(200));
        bandwidth.spent(50);
        assertThat(bandwidth.reserve(100)).isEqualTo(Duration.ofMillis(350));
        bandwidth.spent(-100);
        assertThat(bandwidth.reserve(100)).isEqualTo(Duration.ofMillis(350));
    }

    @Test
    void timeThatNobodyUsedIsNotMadeUpFor() {
        Bandwidth bandwidth = of(1000);
        now += Duration.ofHours(1).toNanos();
        assertThat(bandwidth.reserve(100)).isZero();
        assertThat(bandwidth.reserve(100)).isEqualTo(Duration.ofMillis(90));
    }

    @Property(tries = 100)
    void noSecondSeesMoreThanAllowed(@ForAll long seed) {
        var random = new Random(seed);
        Bandwidth bandwidth = of(100_000);
        long begin = now;
        long bytes = 0;
        while (now - begin < Duration.ofSeconds(30).toNanos()) {
            int thought = 1 + random.nextInt(8192);
            now += bandwidth.reserve(thought).toNanos() + random.nextInt(20_000_000);
            int came = 1 + random.nextInt(8192);
            bandwidth.spent(came - thought);
            bytes += came;
            assertThat(bytes).isLessThan((long) ((now - begin) / 1e9 * 100_000) + 1000 + 2 * 8192);
        }
    }

    @Test
    void nothingIsHeldBackWithoutALimit() {
        var bandwidth = new Bandwidth(OptionalLong.empty(), () -> now);
        bandwidth.spent(1L << 60);

        assertThat(bandwidth.isUnbounded()).isTrue();
        assertThat(bandwidth.reserve(1L << 60)).isZero();
    }
}
