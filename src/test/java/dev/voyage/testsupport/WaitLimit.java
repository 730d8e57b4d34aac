package dev.voyage.testsupport;

import java.time.Duration;

/**
 * Limits for waits in tests, so that a fault ends a test instead of blocking it. Each wait ends when its condition
 * holds; the limit allows for a busy machine and is not an assertion.
 */
public final class WaitLimit {

    /** For one wait, in seconds. */
    public static final long SECONDS = 120;

    /** For one wait. */
    public static final Duration TIME = Duration.ofSeconds(SECONDS);

    /** For one read from a socket, in milliseconds. */
    public static final int MILLIS = 120_000;

    /** For a test with all its waits, in seconds. */
    public static final long TEST_SECONDS = 600;

    private WaitLimit() {}
}
