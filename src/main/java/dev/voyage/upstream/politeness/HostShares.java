package dev.voyage.upstream.politeness;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * The limits of this process towards each host, as the part of those of several processes. Without {@link #share} the process
 * has the whole.
 */
public interface HostShares {

    /** The number of requests that one host would get from this process, in progress and waiting. */
    record HostNeed(String host, int wanted) {}

    /**
     * From now on a host gets only requests for which there are permits, and at first there are none.
     *
     * @param needed called when a request waits for a permit; must not block
     */
    void share(Runnable needed);

    /** The hosts that requests are for or were for until recently, and those with permits. */
    Collection<HostNeed> needs();

    /**
     * Reduces the permits for a host.
     *
     * @return the number of requests in progress, which may be larger
     */
    int reduce(String host, int permits);

    /**
     * Sets the permits for a host.
     *
     * @param deadlineNanos the moment by {@link System#nanoTime} from which no request starts
     */
    void grant(String host, int permits, long deadlineNanos);

    /** The hosts that get no requests now because they asked for that or kept failing, with the remaining time. */
    Map<String, Duration> pauses();

    /** Starts no requests to a host for so long, because another process found it so. */
    void pause(String host, Duration rest);
}
