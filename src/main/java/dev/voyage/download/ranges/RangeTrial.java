package dev.voyage.download.ranges;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Decides from measured rates how many connections one file uses: one more at a time, and each must pay off. A link that one
 * connection fills, or an archive that divides the same rate among connections, is left with one. Not thread-safe.
 */
final class RangeTrial {

    /** The part of the ideal gain that one more connection must bring: from one to two, half as fast again. */
    private static final double LEAST_GAIN = 0.5;

    /** Above this share of the time spent on the bytes that came, another connection would only wait for this machine. */
    private static final double MOST_BUSY = 0.5;

    /** A shorter rest ends before a trial could pay off. In windows. */
    private static final int LEAST_WINDOWS_LEFT = 4;

    private final long windowNanos;
    private final int most;
    private int connections = 1;
    private boolean settled;
    private long start;
    private long bytesAtStart;
    private long busyAtStart;
    private boolean warmingUp;
    private double rateBefore;

    /**
     * @param window the time over which a rate is measured; zero uses all connections without measuring
     * @param most the largest number of connections
     */
    RangeTrial(Duration window, int most, long now) {
        windowNanos = window.toNanos();
        this.most = most;
        start = now;
        settled = most < 2;
    }

    /** The number of connections that the file may use now. */
    int connections() {
        return connections;
    }

    /**
     * Takes a measurement, at any time.
     *
     * @param now in nanoseconds
     * @param came bytes that have arrived on all connections
     * @param left bytes of the file that nothing has been asked for yet
     * @param busyNanos the time that the bytes that came took to be hashed and written, during which nothing was awaited
     * @param hasRoom whether the host has a permit to spare
     * @return {@link #connections}
     */
    int measured(long now, long came, long left, long busyNanos, BooleanSupplier hasRoom) {
        if (settled || now - start < windowNanos) {
            return connections;
        }
        if (windowNanos == 0) {
            connections = most;
            settled = true;
        } else if (warmingUp) {
            warmingUp = false;
            restart(now, came, busyNanos);
        } else {
            judge(now, came, left, busyNanos, hasRoom);
        }
        return connections;
    }

    private void judge(long now, long came, long left, long busyNanos, BooleanSupplier hasRoom) {
        double rate = (came - bytesAtStart) / (double) (now - start);
        double busy = (busyNanos - busyAtStart) / (double) (now - start);
        if (rate < rateBefore * (1 + LEAST_GAIN / Math.max(1, connections - 1))) {
            connections--;
            settled = true;
        } else if (connections == most || left < rate * windowNanos * LEAST_WINDOWS_LEFT || busy > MOST_BUSY) {
            settled = true;
        } else if (hasRoom.getAsBoolean()) {
            rateBefore = rate;
            connections++;
            warmingUp = true; // a new connection begins slowly
            restart(now, came, busyNanos);
        } else {
            restart(now, came, busyNanos);
        }
    }

    private void restart(long now, long came, long busyNanos) {
        start = now;
        bytesAtStart = came;
        busyAtStart = busyNanos;
    }

    /** The file goes on with the connection that it began with. */
    void giveUp() {
        connections = 1;
        settled = true;
    }
}
