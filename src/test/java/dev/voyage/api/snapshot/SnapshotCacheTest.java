package dev.voyage.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class SnapshotCacheTest {

    private final SnapshotCache cache = new SnapshotCache(100);

    private void send(String key, int length) {
        try (var copy = cache.copy(key)) {
            copy.add(Buffer.buffer(new byte[length]));
            copy.keep();
        }
    }

    @Test
    void theLeastRecentlyUsedSnapshotMakesRoom() {
        send("a", 40);
        send("b", 40);
        assertThat(cache.find("a").orElseThrow().length()).isEqualTo(40);

        send("c", 30);

        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("b")).isEmpty();
        assertThat(cache.find("c")).isPresent();
    }

    @Test
    void theSameSnapshotCountsOnce() {
        send("a", 40);
        send("b", 40);
        send("b", 40);

        assertThat(cache.find("a")).isPresent();
    }

    @Test
    void copiesBeingMadeShareHalfOfTheSpace() {
        try (var one = cache.copy("a");
                var other = cache.copy("b")) {
            one.add(Buffer.buffer(new byte[30]));
            other.add(Buffer.buffer(new byte[15]));
            other.add(Buffer.buffer(new byte[15]));
            other.add(Buffer.buffer(new byte[1]));
            other.keep();
            assertThat(cache.find("b")).as("not without its second piece").isEmpty();
            one.keep();
        }
        assertThat(cache.find("a").orElseThrow().length()).isEqualTo(30);

        send("b", 50);
        assertThat(cache.find("b")).as("the space is free again").isPresent();
    }

    @Test
    void anIncompleteCopyIsNotKept() {
        try (var copy = cache.copy("a")) {
            copy.add(Buffer.buffer("begun"));
        }
        assertThat(cache.find("a")).isEmpty();
    }
}
