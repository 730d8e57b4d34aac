package dev.voyage.upstream.client;

import dev.voyage.upstream.politeness.BandwidthLimiter;
import java.util.concurrent.Executor;

/**
 * The bytes that one body may read: granted in turns, so that all bodies get the same number, and owed by a piece that is larger
 * than its turn. To be used on one loop, and closed once.
 */
final class BandwidthAccount {

    private static final long TURN_BYTES = 16 * 1024;

    private final BandwidthLimiter bandwidth;
    private final String party;
    private final Executor loop;
    private long credit;
    private BandwidthLimiter.Turn turn; // the one that is awaited; null: none
    private boolean closed;

    /** @param loop runs the callbacks of grants on the loop of the body */
    BandwidthAccount(BandwidthLimiter bandwidth, String party, Executor loop) {
        this.bandwidth = bandwidth;
        this.party = party;
        this.loop = loop;
    }

    /** Whether bytes are unlimited: then no turn is needed. */
    boolean isUnbounded() {
        return bandwidth.isUnbounded();
    }

    /** Whether the next piece needs a turn first. */
    boolean isSpent() {
        return !isUnbounded() && credit <= 0;
    }

    /** Whether a turn is awaited. */
    boolean isWaiting() {
        return turn != null;
    }

    /** A piece of this size was read. */
    void spend(int bytes) {
        credit -= isUnbounded() ? 0 : bytes;
    }

    /** Waits for one turn. The call is made on the loop, possibly at once, and not after {@link #close}. */
    void acquire(Runnable granted) {
        turn = bandwidth.turn(
                party,
                TURN_BYTES,
                () -> loop.execute(() -> {
                    if (!closed) {
                        turn = null;
                        credit += TURN_BYTES;
                        granted.run();
                    }
                }));
        turn.take();
    }

    /** Leaves the queue, and returns granted bytes that were not read, or owes those beyond. */
    void close() {
        closed = true;
        if (turn != null) {
            turn.leave();
            turn = null;
        }
        bandwidth.spent(-credit);
        credit = 0;
    }
}
