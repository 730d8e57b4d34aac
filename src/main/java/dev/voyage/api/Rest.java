package dev.voyage.api;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a stream lasts before its reader is sent to connect again. Connections that last for
 * days outlive what stands between them and us: proxies, tokens, the balance of a cluster.
 */
final class Rest {

    private Rest() {}

    /**
     * Three quarters of the longest time or more, not the same for all: those who came together
     * must not come back together.
     *
     * @param longest zero for ever
     */
    static Optional<Duration> after(Duration longest, RandomGenerator random) {
        long millis = longest.toMillis();
        return millis <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(millis - random.nextLong(millis / 4 + 1)));
    }
}
