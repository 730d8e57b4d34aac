package dev.voyage.client;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one search for one subscriber: each once and in order, over any number of connections. The transport has no
 * back-pressure, so a connection that brings more events than the subscriber has asked for is cut, and the next one begins
 * behind the last event that arrived, when the subscriber asks for more.
 */
final class EventFeed {

    /** Events that wait for the subscriber. */
    private static final int MOST = 1024;

    /** The events behind a number, as long as a connection lasts; and whether there will be more. */
    interface EventOrigin {

        Multi<JournalEntry> connect(long after);

        Uni<Boolean> isOver(long after);

        /** Called for each connection that ends before the search does. */
        void interrupted(long after);
    }

    /** One connection; events of an earlier one are ignored. */
    private static final class FeedConnection {

        private volatile Cancellable running = () -> {};
        private volatile boolean cut;

        void cut() {
            cut = true;
            running.cancel();
        }

        void run(Cancellable started) {
            running = started;
            if (cut) {
                started.cancel();
            }
        }
    }

    private final EventOrigin origin;
    private final Pauses pauses;

    // all guarded by this
    private List<JournalEntry> arrived = new ArrayList<>();
    private long last;
    private int attempt;
    private boolean ended;
    private Throwable failure;
    private UniEmitter<? super List<JournalEntry>> waiting;
    private FeedConnection current;

    EventFeed(EventOrigin origin, Pauses pauses, long after) {
        this.origin = origin;
        this.pauses = pauses;
        this.last = after;
    }

    /** Zero or more events, up to the last of the search; to be subscribed to once. */
    Multi<JournalEntry> events() {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().<List<JournalEntry>>emitter(this::take))
                .whilst(batch ->
                        !batch.isEmpty() && !batch.get(batch.size() - 1).isTerminal())
                .onItem()
                .<JournalEntry>disjoint()
                .onTermination()
                .invoke(this::leave);
    }

    private synchronized void leave() {
        ended = true;
        waiting = null;
        cut();
    }

    private void cut() {
        if (current != null) {
            current.cut();
            current = null;
        }
    }

    /** Gives what has arrived, or waits for it; no events mean the end. */
    private void take(UniEmitter<? super List<JournalEntry>> emitter) {
        FeedConnection opened = null;
        synchronized (this) {
            waiting = emitter;
            if (!isReady() && current == null) {
                opened = new FeedConnection();
                current = opened;
            }
        }
        if (opened != null) {
            open(opened);
        } else {
            give();
        }
    }

    private boolean isReady() {
        return !arrived.isEmpty() || ended || failure != null;
    }

    /** Outside the lock: the subscriber runs its own code, and may ask for more in it. */
    private void give() {
        UniEmitter<? super List<JournalEntry>> emitter;
        List<JournalEntry> batch;
        Throwable cause;
        synchronized (this) {
            if (waiting == null || !isReady()) {
                return;
            }
            emitter = waiting;
            waiting = null;
            batch = arrived;
            cause = failure;
            arrived = new ArrayList<>();
        }
        if (batch.isEmpty() && cause != null) {
            emitter.fail(cause);
        } else {
            emitter.complete(batch);
        }
    }

    private void open(FeedConnection connection) {
        int vain;
        long after;
        synchronized (this) {
            vain = attempt;
            after = last;
        }
        if (vain == 0) {
            connect(connection, after);
            return;
        }
        connection.run(pauses.after(vain)
                .chain(() -> origin.isOver(after))
                .subscribe()
                .with(
                        over -> {
                            if (over) {
                                end(connection);
                            } else {
                                connect(connection, after);
                            }
                        },
                        broken -> broken(connection, broken)));
    }

    private void connect(FeedConnection connection, long after) {
        connection.run(origin.connect(after)
                .subscribe()
                .with(
                        entry -> arrived(connection, entry),
                        broken -> broken(connection, broken),
                        () -> broken(connection, early(after))));
    }

    private static Problem early(long after) {
        return Problem.of(ProblemType.UNAVAILABLE, "the stream ends again and again behind event " + after);
    }

    private void arrived(FeedConnection connection, JournalEntry entry) {
        synchronized (this) {
            if (connection != current || (entry.isStored() && entry.seq() <= last)) {
                return;
            }
            last = ReceivedEvents.position(entry, last);
            attempt = 0;
            arrived.add(entry);
            ended = entry.isTerminal();
            if (ended) {
                current = null; // the service closes it
            } else if (arrived.size() >= MOST) {
                cut();
            }
        }
        give();
    }

    private void end(FeedConnection connection) {
        synchronized (this) {
            if (connection != current) {
                return;
            }
            current = null;
            ended = true;
        }
        give();
    }

    private void broken(FeedConnection connection, Throwable cause) {
        FeedConnection next = null;
        long after;
        synchronized (this) {
            if (connection != current) {
                return;
            }
            current = null;
            attempt++;
            after = last;
            if (!ServiceFailures.isTemporary(cause) || attempt > pauses.most()) {
                failure = cause;
            } else if (waiting != null) {
                next = new FeedConnection();
                current = next;
            }
        }
        if (next != null) {
            origin.interrupted(after);
            open(next);
        } else {
            give();
        }
    }
}
