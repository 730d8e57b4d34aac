package dev.voyage.journal.live;

import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.journal.event.TransientEvent;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.record.SearchState;
import dev.voyage.journal.store.JournalWriter;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The writing side of a search that runs in this process: gives each event its number and folds it.
 *
 * <p>When the store fails, the search's numbering returns to the last durable event, and only its last event is accepted from
 * then on: lost events must not be followed by later ones.
 */
public final class LiveSearch {

    /**
     * The objects shared by all live searches.
     *
     * @param gone receives a search that has ended, or lost its end
     * @param lost receives a leased search that must not be driven here any more
     */
    record Workshop(
            Clock clock, JournalWriter writer, boolean leases, Consumer<LiveSearch> gone, Consumer<LiveSearch> lost) {}

    private final LeaseTerm lease;
    private final String id;
    private final Workshop workshop;
    private final LiveTail tail;

    private SearchState accepted;
    private SearchState durable;
    private RuntimeException failure;
    private long run;
    private boolean abandoned;
    private volatile long deadlineNanos;

    LiveSearch(LeaseTerm lease, SearchState durable, LiveTail tail, Workshop workshop) {
        this.lease = lease;
        this.id = lease.search();
        this.accepted = durable;
        this.durable = durable;
        this.tail = tail;
        this.workshop = workshop;
    }

    String id() {
        return id;
    }

    public LeaseTerm lease() {
        return lease;
    }

    /** The moment, by {@link System#nanoTime}, from which this search must not be driven here; of leased searches only. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    public void renewed(long newDeadlineNanos) {
        deadlineNanos = newDeadlineNanos;
    }

    public LiveTail tail() {
        return tail;
    }

    public synchronized Tally tally() {
        return accepted.tally();
    }

    public Uni<Void> append(SearchEvent event) {
        String fields = EventCodec.write(event); // encoding is done outside the lock
        PendingChange change;
        synchronized (this) {
            refuseIfOver();
            if (abandoned && !event.isTerminal()) {
                return Uni.createFrom().nothing(); // what appends is being cancelled
            }
            if (failure != null && (abandoned || !event.isTerminal())) {
                return Uni.createFrom().failure(failure);
            }
            Instant now = workshop.clock().instant();
            SearchState next = accepted.plus(event, now);
            JournalEntry entry = JournalEntry.stored(id, next.lastSeq(), event.type(), now, fields);
            change = submit(new PendingChange(this, run, entry, event, next));
        }
        return event.isTerminal()
                ? workshop.writer().uni(change.durable())
                : workshop.writer().room();
    }

    public Uni<Void> phase(Phase phase) {
        PendingChange change;
        synchronized (this) {
            refuseIfOver();
            if (failure != null) {
                return Uni.createFrom().failure(failure);
            }
            SearchState next = accepted.in(phase, workshop.clock().instant());
            change = submit(new PendingChange(this, run, null, null, next));
        }
        return workshop.writer().uni(change.durable());
    }

    private void refuseIfOver() {
        if (accepted.phase().isEnd()) {
            throw new IllegalStateException("search " + id + " has had its last event");
        }
    }

    private PendingChange submit(PendingChange change) {
        workshop.writer().submit(change);
        accepted = change.after();
        return change;
    }

    public <E extends SearchEvent & TransientEvent> void signal(E progress) {
        String fields = EventCodec.write(progress);
        JournalEntry entry =
                JournalEntry.signal(id, progress.type(), workshop.clock().instant(), fields);
        tail.signal(progress.about(), entry);
    }

    /** Null, or the reason why the writer must not write this: an event before it was lost. */
    synchronized RuntimeException refusal(PendingChange change) {
        return change.run() == run ? null : failure;
    }

    void committed(PendingChange change) {
        synchronized (this) {
            durable = change.after();
        }
        if (change.entry() != null) {
            tail.add(change.entry(), change.event());
            tail.wake();
        }
        if (change.after().phase().isEnd()) {
            workshop.gone().accept(this);
        }
        workshop.writer().complete(change.durable());
    }

    /**
     * Stops writing: the search belongs to another replica, or may from now on. The events that are not durable are taken back;
     * readers continue from the store.
     *
     * @return false if it was abandoned before
     */
    public boolean abandon(RuntimeException why) {
        synchronized (this) {
            if (abandoned) {
                return false;
            }
            abandoned = true;
            run++;
            failure = why;
            accepted = durable;
        }
        workshop.lost().accept(this);
        tail.handOff();
        return true;
    }

    void failed(PendingChange change, RuntimeException why) {
        if (workshop.leases()) {
            abandon(why); // it may even be written: only the store knows
            workshop.writer().fail(change.durable(), why);
            return;
        }
        boolean endLost = change.after().phase().isEnd();
        synchronized (this) {
            if (change.run() == run) {
                run++;
                failure = why;
                accepted = durable;
            }
        }
        if (endLost) {
            tail.fail(why);
            workshop.gone().accept(this);
        }
        workshop.writer().fail(change.durable(), why);
    }
}
