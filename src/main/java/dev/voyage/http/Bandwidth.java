package dev.voyage.http;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The bytes that all bodies together may bring in a second. Each body asks for one piece after
 * another and is told when it may have it: times are given out in the order they are asked for, so
 * bodies take turns. How large a piece is shows when it has come; what it was more or less than
 * thought moves whoever asks next.
 */
final class Bandwidth {

    /** Timers are late; so much is made up for, and no time that nobody used. */
    private static final long LATE_NANOS = Duration.ofMillis(10).toNanos();

    private final double nanosPerByte;
    private final LongSupplier nanoClock;
    private long next;

    /**
     * @param bytesPerSecond empty: as much as comes
     */
    Bandwidth(OptionalLong bytesPerSecond, LongSupplier nanoClock) {
        nanosPerByte =
                bytesPerSecond.isPresent() ? TimeUnit.SECONDS.toNanos(1) / (double) bytesPerSecond.getAsLong() : 0;
        this.nanoClock = nanoClock;
        next = nanoClock.getAsLong();
    }

    boolean isUnbounded() {
        return nanosPerByte == 0;
    }

    /** How long to wait before about so many bytes may be read. */
    synchronized Duration reserve(long bytes) {
        long now = nanoClock.getAsLong();
        long earliest = now - LATE_NANOS;
        next = next - earliest < 0 ? earliest : next;
        Duration wait = Duration.ofNanos(Math.max(0, next - now));
        spent(bytes);
        return wait;
    }

    /** So many more bytes were read than reserved; fewer when negative. */
    void spent(long bytes) {
        if (!isUnbounded()) {
            move(bytes);
        }
    }

    private synchronized void move(long bytes) {
        next += (long) (bytes * nanosPerByte);
    }
}
