package dev.voyage.upstream.politeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits the bytes per second that all bodies receive together. Each body requests one piece after another and is called when it
 * may read it. Parties take turns, and so do the bodies of one party: a search with many concurrent files gets no more than one
 * with a single file. The size of a piece is known only after it was read; any difference from the estimate moves the start of
 * the next one.
 */
public final class BandwidthLimiter {

    /** Timers are late; up to this much lateness is compensated, but no unused time. */
    private static final long LATE_NANOS = Duration.ofMillis(10).toNanos();

    /** No timer is more exact than this. */
    private static final long SOON_NANOS = Duration.ofMillis(1).toNanos();

    private final double nanosPerByte;
    private final LongSupplier nanoClock;
    private final HostLimiter.Alarm alarm;
    private final RoundRobinQueue<Turn> waiting = new RoundRobinQueue<>();
    private long next;
    private long alarmed; // the latest time at which the queue is checked again
    private int alarms;

    /** @param bytesPerSecond empty: unlimited */
    public BandwidthLimiter(OptionalLong bytesPerSecond, LongSupplier nanoClock, HostLimiter.Alarm alarm) {
        nanosPerByte =
                bytesPerSecond.isPresent() ? TimeUnit.SECONDS.toNanos(1) / (double) bytesPerSecond.getAsLong() : 0;
        this.nanoClock = nanoClock;
        this.alarm = alarm;
        next = nanoClock.getAsLong();
    }

    public boolean isUnbounded() {
        return nanosPerByte == 0;
    }

    /**
     * @param granted called once when about this many bytes may be read, on any thread, possibly at once
     * @return to be taken when wanted
     */
    public Turn turn(String party, long bytes, Runnable granted) {
        return new Turn(party, bytes, granted);
    }

    /** This many more bytes were read than requested; negative for fewer. */
    public void spent(long bytes) {
        if (!isUnbounded()) {
            move(bytes);
        }
        if (bytes < 0) {
            letThrough(); // the next turn may now be earlier
        }
    }

    private synchronized void move(long bytes) {
        next += (long) (bytes * nanosPerByte);
    }

    private void letThrough() {
        List<Turn> through = new ArrayList<>();
        long pause = 0;
        synchronized (this) {
            long now = nanoClock.getAsLong();
            long earliest = now - LATE_NANOS;
            next = next - earliest < 0 ? earliest : next;
            while (!waiting.isEmpty() && next - now < SOON_NANOS) {
                Turn turn = waiting.next();
                turn.given = true;
                move(turn.bytes);
                through.add(turn);
            }
            if (!waiting.isEmpty() && (alarms == 0 || alarmed - next > SOON_NANOS)) {
                alarms++;
                alarmed = next;
                pause = next - now;
            }
        }
        if (pause > 0) {
            alarm.after(pause, this::wake);
        }
        through.forEach(turn -> turn.granted.run());
    }

    private void wake() {
        synchronized (this) {
            alarms--;
        }
        letThrough();
    }

    /** A place in the queue for one piece. */
    public final class Turn {

        private final String party;
        private final long bytes;
        private final Runnable granted;
        private boolean given;

        private Turn(String party, long bytes, Runnable granted) {
            this.party = party;
            this.bytes = bytes;
            this.granted = granted;
        }

        /** Joins the queue. */
        public void take() {
            synchronized (BandwidthLimiter.this) {
                waiting.add(party, this);
            }
            letThrough();
        }

        /** Leaves the queue, or returns a grant that was not used. */
        public void leave() {
            boolean unused;
            synchronized (BandwidthLimiter.this) {
                unused = !waiting.remove(party, this) && given;
            }
            if (unused) {
                spent(-bytes);
            }
        }
    }
}
