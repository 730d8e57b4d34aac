package dev.voyage.upstream.politeness;

import java.time.Duration;

/** The permits of this process for one host, and its recent need of them. Guarded by the limiter. */
final class HostShare {

    /** Permits are kept for so long without requests, since the next request often follows soon. */
    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();

    private int permits;
    private long deadline;
    private int most;
    private long mostAt;
    private int reported;

    HostShare(long now) {
        deadline = now;
        mostAt = now - KEPT_NANOS;
    }

    /** Records the number of requests that wait or are in progress. */
    void needs(int requests, long now) {
        if (requests >= most || now - mostAt >= KEPT_NANOS) {
            most = requests;
            mostAt = now;
        }
    }

    /** The largest recent number of requests. */
    int needed(int requests, long now) {
        return now - mostAt < KEPT_NANOS ? Math.max(most, requests) : requests;
    }

    /** The number of requests that other processes know of. */
    int reported() {
        return reported;
    }

    void report(int need) {
        reported = need;
    }

    int permits(long now) {
        return isValid(now) ? permits : 0;
    }

    /** Whether no other process may have got these permits. */
    boolean isValid(long now) {
        return now - deadline < 0;
    }

    void reduce(int most) {
        permits = Math.min(permits, most);
    }

    void grant(int granted, long until) {
        permits = granted;
        deadline = until;
    }
}
