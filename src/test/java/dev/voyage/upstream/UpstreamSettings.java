package dev.voyage.upstream;

import dev.voyage.upstream.politeness.CircuitBreakerConfig;
import dev.voyage.upstream.politeness.HostLimits;
import java.time.Duration;

/** Configuration for tests, with short waits. */
public record UpstreamSettings(
        Duration connectTimeout,
        Duration headTimeout,
        Duration stall,
        int redirects,
        int attempts,
        Duration firstPause,
        Duration longestPause)
        implements HttpConfig {

    public static final UpstreamSettings USUAL = new UpstreamSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            5,
            4,
            Duration.ofSeconds(1),
            Duration.ofSeconds(3));

    public UpstreamSettings head(Duration longest) {
        return new UpstreamSettings(connectTimeout, longest, stall, redirects, attempts, firstPause, longestPause);
    }

    public UpstreamSettings stall(Duration longest) {
        return new UpstreamSettings(
                connectTimeout, headTimeout, longest, redirects, attempts, firstPause, longestPause);
    }

    public UpstreamSettings longestPause(Duration longest) {
        return new UpstreamSettings(connectTimeout, headTimeout, stall, redirects, attempts, firstPause, longest);
    }

    public record Limits(int connections, int requestsPerSecond, int waiting) implements HostLimits {}

    public record Rest(int failures, Duration rest) implements CircuitBreakerConfig {}

    /** The circuit breaker never opens. */
    public static final Rest PATIENT = new Rest(1_000_000, Duration.ofSeconds(15));

    public static final Limits GENEROUS = new Limits(4, 100_000, 10_000);
}
