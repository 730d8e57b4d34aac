package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a host alone that does nothing but fail: nobody asks it while it rests; then one request
 * is its probe, and the others wait for what comes of it. Whatever sign of life ends this, whosever
 * request it was.
 */
final class Breaker {

    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

    private final HostRest config;
    private int failures;
    private int rests;
    private long restNanos;
    private long until;
    private Object probe;

    Breaker(HostRest config) {
        this.config = config;
    }

    /** Not resting, and not waiting for a probe. */
    boolean lets(long now) {
        return rests == 0 || (probe == null && now - until >= 0);
    }

    /** What is said to whoever wants to ask while the host rests. */
    Optional<Problem> refusal(String host, long now) {
        return rests > 0 && now - until < 0 ? Optional.of(problem(host, now)) : Optional.empty();
    }

    void started(Object request) {
        if (rests > 0) {
            probe = request;
        }
    }

    /** It is gone, with or without having been heard of. */
    void left(Object request) {
        if (probe == request) {
            probe = null;
        }
    }

    /** There is life. */
    void alive() {
        failures = 0;
        rests = 0;
        probe = null;
    }

    /** @return whether a rest begins with this */
    boolean failed(Object request, long now) {
        boolean wasProbe = probe == request;
        if (rests > 0 && !wasProbe) {
            return false; // asked before the rest: nothing new
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
        // up, or who comes back at the second would come too early
        long millis = TimeUnit.NANOSECONDS.toMillis(until - now) + 1;
        String detail = host + " failed " + failures + " times in a row and is left alone for "
                + TimeUnit.NANOSECONDS.toMillis(restNanos) / 1000.0 + " s";
        Problem problem = Problem.of(Kind.UNAVAILABLE, detail).at(host).retryAfter(Duration.ofMillis(millis));
        return rests == 1 ? problem : problem.inVain();
    }
}
