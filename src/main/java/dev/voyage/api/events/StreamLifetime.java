package dev.voyage.api.events;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The time after which a stream ends so that its reader reconnects. Connections that last for days outlive the infrastructure
 * they depend on: proxies, tokens, the load balance of a cluster.
 */
final class StreamLifetime {

    private StreamLifetime() {}

    /**
     * Three quarters of the longest time or more, randomized: readers that connected together must not reconnect together.
     *
     * @param longest zero for no limit
     */
    static Optional<Duration> after(Duration longest, RandomGenerator random) {
        long millis = longest.toMillis();
        return millis <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(millis - random.nextLong(millis / 4 + 1)));
    }
}
