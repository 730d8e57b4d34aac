package dev.voyage.upstream.politeness;

import java.util.concurrent.TimeUnit;

/**
 * The concurrency and rate allowed for one host: the configured ones until it has trouble, then half, and more again with each
 * success. Additive increase, multiplicative decrease, as in TCP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5681#section-3.1">RFC 5681, 3.1</a>
 */
public final class AimdLimit {

    /** Rates go down to a sixteenth, but not below one request per second. */
    private static final double SLOWEST = 16;

    /**
     * Seconds in which the full rate is restored, and in which the concurrency grows by one: a nearby archive may respond so fast
     * that its limits would be reached again at once.
     */
    private static final double SECONDS_TO_WHOLE_RATE = 20;

    private static final double SECONDS_TO_ONE_MORE = 0.25;

    /**
     * A tenth slower than allowed: requests do not take equally long to arrive, and even so no second may get too many of them.
     */
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1) * 1.1;

    /** Timers are late; up to this much lateness is compensated. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int mostAtOnce;
    private final double mostPerSecond;
    private double window;
    private double perSecond;
    private long nextStart;
    private long pausedUntil;
    private double part = 1;
    private long cuts;
    private long grown;

    AimdLimit(HostLimits limits, long now) {
        mostAtOnce = limits.connections();
        mostPerSecond = limits.requestsPerSecond();
        window = mostAtOnce;
        perSecond = mostPerSecond;
        nextStart = now;
        pausedUntil = now;
        grown = now;
    }

    /** The number of requests allowed at once. */
    public int atOnce() {
        return (int) window;
    }

    public double perSecond() {
        return perSecond;
    }

    /** The time at which the next request may start. */
    long nextStart() {
        return nextStart;
    }

    /** No request starts before this time. */
    void notBefore(long time) {
        nextStart = time - nextStart > 0 ? time : nextStart;
    }

    /** No request starts before this time, which the host has asked for; other processes learn of it. */
    void pause(long until) {
        pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
        notBefore(until);
    }

    long pausedUntil() {
        return pausedUntil;
    }

    /**
     * Records that a request starts.
     *
     * @param share of the rate that this process may use, at most 1
     * @return to be passed to the other two: the number of reductions so far
     */
    long start(long now, double share) {
        part = share;
        nextStart = Math.max(nextStart, now - LATE_NANOS) + spacing();
        return cuts;
    }

    /** The request is sent only now: it had to connect first, or the machine is busy. The next one keeps its distance. */
    void sent(long startedAt, long now) {
        if (now - startedAt > LATE_NANOS) {
            notBefore(now + spacing());
        }
    }

    private long spacing() {
        return (long) (NANOS / (perSecond * part));
    }

    /** A request had trouble. One that started before the last reduction carries no new information. */
    void trouble(long cutsAtItsStart, int underWay, long now) {
        if (cutsAtItsStart == cuts) {
            cuts++;
            window = Math.max(1, Math.min(window, underWay) / 2);
            perSecond = Math.max(Math.min(mostPerSecond, Math.max(1, mostPerSecond / SLOWEST)), perSecond / 2);
        }
        grown = now;
    }

    /** A request succeeded. One that started before the last reduction says nothing about the new limit. */
    void success(long cutsAtItsStart, long now) {
        if (cutsAtItsStart == cuts) {
            double seconds = Math.min(1, (now - grown) / (double) TimeUnit.SECONDS.toNanos(1));
            window = Math.min(mostAtOnce, window + Math.min(1 / window, seconds / SECONDS_TO_ONE_MORE));
            perSecond = Math.min(mostPerSecond, perSecond + seconds * mostPerSecond / SECONDS_TO_WHOLE_RATE);
        }
        grown = now;
    }

    boolean isFull() {
        return window == mostAtOnce && perSecond == mostPerSecond;
    }
}
