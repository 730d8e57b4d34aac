package dev.voyage.upstream.politeness;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stops requests to a host that keeps failing: while it rests, no requests are sent; then one request is the probe, and the
 * others wait for its outcome. Any sign of life closes the breaker, even from an earlier request.
 */
final class CircuitBreaker {

    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

    private final CircuitBreakerConfig config;
    private int failures;
    private int rests;
    private long restNanos;
    private long until;
    private Object probe;

    CircuitBreaker(CircuitBreakerConfig config) {
        this.config = config;
    }

    /** Not resting, and not waiting for a probe. */
    boolean lets(long now) {
        return rests == 0 || (probe == null && now - until >= 0);
    }

    /** The problem for a request that arrives while the host rests. */
    Optional<Problem> refusal(String host, long now) {
        return rests > 0 && now - until < 0 ? Optional.of(problem(host, now)) : Optional.empty();
    }

    /** The end of the rest, or now. */
    long restsUntil(long now) {
        return rests > 0 && until - now > 0 ? until : now;
    }

    void started(Object request) {
        if (rests > 0) {
            probe = request;
        }
    }

    /** The request has ended, with or without a recorded outcome. */
    void left(Object request) {
        if (probe == request) {
            probe = null;
        }
    }

    /** The host has responded. */
    void alive() {
        failures = 0;
        rests = 0;
        probe = null;
    }

    /** @return whether a rest begins with this failure */
    boolean failed(Object request, long now) {
        boolean wasProbe = probe == request;
        if (rests > 0 && !wasProbe) {
            return false; // sent before the rest: no new information
        }
        failures++;
        if (!wasProbe && failures < config.failures()) {
            return false;
        }
        probe = null;
        restNanos = rests == 0 ? config.rest().toNanos() : Math.min(2 * restNanos, LONGEST_NANOS);
        rests++;
        until = now + restNanos;
        return true;
    }

    boolean isCalm() {
        return failures == 0;
    }

    private Problem problem(String host, long now) {
        // rounded up, or a client that returns at that second would be too early
        long millis = TimeUnit.NANOSECONDS.toMillis(until - now) + 1;
        String detail = host + " failed " + failures + " times in a row and is left alone for "
                + TimeUnit.NANOSECONDS.toMillis(restNanos) / 1000.0 + " s";
        Problem problem = Problem.of(ProblemType.UNAVAILABLE, detail).at(host).retryAfter(Duration.ofMillis(millis));
        return rests == 1 ? problem : problem.inVain();
    }
}
