package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamLifetimeTest {

    @Test
    void noStreamLastsLongerAndThoseThatBeganTogetherDoNotEndTogether() {
        var random = new Random(1);
        Set<Duration> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Duration lasts = StreamLifetime.after(Duration.ofHours(1), random).orElseThrow();
            assertThat(lasts).isBetween(Duration.ofMinutes(45), Duration.ofHours(1));
            seen.add(lasts);
        }
        assertThat(seen).hasSizeGreaterThan(900);
    }

    @Test
    void zeroIsForEver() {
        assertThat(StreamLifetime.after(Duration.ZERO, new Random(1))).isEmpty();
    }
}
