package dev.voyage.http;

import java.util.concurrent.TimeUnit;

/**
 * How much one host is asked at once and how often: as much as allowed until it has trouble, then
 * half, and more again with each success. Additive up, multiplicative down, as TCP does it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5681#section-3.1">RFC 5681, 3.1</a>
 */
final class Pace {

    /** Rates go down to an eighth, but not below one request per second. */
    private static final double SLOWEST = 8;

    /** With few connections a success or two would bring the whole rate back. */
    private static final double FEWEST_STEPS = 4;

    /**
     * A tenth slower than allowed: requests do not take equally long to arrive, and not even so
     * may a second see too many.
     */
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1) * 1.1;

    /** Timers are late; so much is made up for. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int mostAtOnce;
    private final double mostPerSecond;
    private double window;
    private double perSecond;
    private long nextStart;
    private long cuts;

    Pace(HostLimits limits, long now) {
        mostAtOnce = limits.connections();
        mostPerSecond = limits.requestsPerSecond();
        window = mostAtOnce;
        perSecond = mostPerSecond;
        nextStart = now;
    }

    /** Requests that may be under way. */
    int atOnce() {
        return (int) window;
    }

    double perSecond() {
        return perSecond;
    }

    /** When the next may start. */
    long nextStart() {
        return nextStart;
    }

    /** Nobody starts before. */
    void notBefore(long time) {
        nextStart = time - nextStart > 0 ? time : nextStart;
    }

    /**
     * One starts.
     *
     * @return to be handed to the other two: how often the pace had been cut by then
     */
    long start(long now) {
        nextStart = Math.max(nextStart, now - LATE_NANOS) + spacing();
        return cuts;
    }

    /** It leaves only now: it had to connect first, or the machine is busy. The next keeps its distance. */
    void sent(long startedAt, long now) {
        if (now - startedAt > LATE_NANOS) {
            notBefore(now + spacing());
        }
    }

    private long spacing() {
        return (long) (NANOS / perSecond);
    }

    /** A request met trouble. One that started before the last cut tells nothing new. */
    void trouble(long cutsAtItsStart, int underWay) {
        if (cutsAtItsStart == cuts) {
            cuts++;
            window = Math.max(1, Math.min(window, underWay) / 2);
            perSecond = Math.max(Math.min(mostPerSecond, Math.max(1, mostPerSecond / SLOWEST)), perSecond / 2);
        }
    }

    /** A request was answered. One that started before the last cut says nothing about the new pace. */
    void success(long cutsAtItsStart) {
        if (cutsAtItsStart == cuts) {
            double step = 1 / window;
            window = Math.min(mostAtOnce, window + step);
            perSecond = Math.min(mostPerSecond, perSecond + step * mostPerSecond / Math.max(mostAtOnce, FEWEST_STEPS));
        }
    }

    boolean isFull() {
        return window == mostAtOnce && perSecond == mostPerSecond;
    }
}
