package dev.voyage.http;

import java.time.Duration;

/** Configuration for tests: waits are short. */
record Settings(
        Duration connectTimeout,
        Duration headTimeout,
        Duration stall,
        int redirects,
        int attempts,
        Duration firstPause,
        Duration longestPause)
        implements HttpConfig {

    static final Settings USUAL = new Settings(
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            5,
            4,
            Duration.ofSeconds(1),
            Duration.ofSeconds(3));

    Settings head(Duration longest) {
        return new Settings(connectTimeout, longest, stall, redirects, attempts, firstPause, longestPause);
    }

    Settings stall(Duration longest) {
        return new Settings(connectTimeout, headTimeout, longest, redirects, attempts, firstPause, longestPause);
    }

    record Limits(int connections, int requestsPerSecond, int waiting) implements HostLimits {}

    record Rest(int failures, Duration rest) implements HostRest {}

    /** Nobody is left alone. */
    static final Rest PATIENT = new Rest(1_000_000, Duration.ofSeconds(15));

    static final Limits GENEROUS = new Limits(4, 100_000, 10_000);
}
