package dev.voyage.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The bytes that all bodies together may bring in a second. Each body asks for one piece after
 * another and is told when it may have it. Parties take turns, and so do the bodies of one party:
 * a search with many files under way gets no more than one with a single file. How large a piece
 * is shows when it has come; what it was more or less than thought moves whoever is next.
 */
final class Bandwidth {

    /** Timers are late; so much is made up for, and no time that nobody used. */
    private static final long LATE_NANOS = Duration.ofMillis(10).toNanos();

    /** No timer is as exact as that. */
    private static final long SOON_NANOS = Duration.ofMillis(1).toNanos();

    private final double nanosPerByte;
    private final LongSupplier nanoClock;
    private final HostGate.Alarm alarm;
    private final Rounds<Turn> waiting = new Rounds<>();
    private long next;
    private long alarmed; // until when somebody looks again at the latest
    private int alarms;

    /**
     * @param bytesPerSecond empty: as much as comes
     */
    Bandwidth(OptionalLong bytesPerSecond, LongSupplier nanoClock, HostGate.Alarm alarm) {
        nanosPerByte =
                bytesPerSecond.isPresent() ? TimeUnit.SECONDS.toNanos(1) / (double) bytesPerSecond.getAsLong() : 0;
        this.nanoClock = nanoClock;
        this.alarm = alarm;
        next = nanoClock.getAsLong();
    }

    boolean isUnbounded() {
        return nanosPerByte == 0;
    }

    /**
     * @param granted about so many bytes may be read; called once, on any thread, maybe at once
     * @return to be taken when wanted
     */
    Turn turn(String party, long bytes, Runnable granted) {
        return new Turn(party, bytes, granted);
    }

    /** So many more bytes were read than were asked for; fewer when negative. */
    void spent(long bytes) {
        if (!isUnbounded()) {
            move(bytes);
        }
        if (bytes < 0) {
            letThrough(); // somebody's turn may come sooner now
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

    /** A place in line for one piece. */
    final class Turn {

        private final String party;
        private final long bytes;
        private final Runnable granted;
        private boolean given;

        private Turn(String party, long bytes, Runnable granted) {
            this.party = party;
            this.bytes = bytes;
            this.granted = granted;
        }

        /** Stands in line. */
        void take() {
            synchronized (Bandwidth.this) {
                waiting.add(party, this);
            }
            letThrough();
        }

        /** Leaves the line, or gives back what was granted and not used. */
        void leave() {
            boolean unused;
            synchronized (Bandwidth.this) {
                unused = !waiting.remove(party, this) && given;
            }
            if (unused) {
                spent(-bytes);
            }
        }
    }
}
