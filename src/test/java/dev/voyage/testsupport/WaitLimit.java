package dev.voyage.testsupport;

import java.time.Duration;

/**
 * How long tests wait for what must come, so that a fault ends a test instead of hanging it. Each wait ends when its condition
 * holds; the limit is for a machine on which everything else runs too, and no test says anything by it.
 */
public final class WaitLimit {

    /** Of one wait, in seconds. */
    public static final long SECONDS = 120;

    /** Of one wait. */
    public static final Duration TIME = Duration.ofSeconds(SECONDS);

    /** Of one read of a socket, in milliseconds. */
    public static final int MILLIS = 120_000;

    /** Of a test with all its waits, in seconds. */
    public static final long TEST_SECONDS = 600;

    private WaitLimit() {}
}
