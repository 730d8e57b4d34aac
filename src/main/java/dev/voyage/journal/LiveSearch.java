package dev.voyage.journal;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The writing side of a search that runs in this process: gives each event its place and folds it.
 *
 * <p>When the store fails, the search's numbering goes back to what is durable, and nothing but its
 * end is taken from then on: what was lost must not be followed by what comes later.
 */
final class LiveSearch {

    /** What all live searches share. */
    record Workshop(Json json, Clock clock, Writer writer, Consumer<LiveSearch> gone) {}

    private final String id;
    private final Workshop workshop;
    private final LiveTail tail;

    private SearchState accepted;
    private SearchState durable;
    private RuntimeException failure;
    private long run;

    LiveSearch(String id, SearchState durable, LiveTail tail, Workshop workshop) {
        this.id = id;
        this.accepted = durable;
        this.durable = durable;
        this.tail = tail;
        this.workshop = workshop;
    }

    String id() {
        return id;
    }

    LiveTail tail() {
        return tail;
    }

    synchronized Tally tally() {
        return accepted.tally();
    }

    Uni<Void> append(SearchEvent event) {
        String fields = workshop.json().text(event); // the work of encoding is not under the lock
        Change change;
        synchronized (this) {
            refuseIfOver();
            if (failure != null && !event.isTerminal()) {
                return Uni.createFrom().failure(failure);
            }
            Instant now = workshop.clock().instant();
            SearchState next = accepted.plus(event, now);
            Entry entry = Entry.stored(id, next.lastSeq(), event.type(), now, fields);
            change = submit(new Change(this, run, entry, event, next));
        }
        return event.isTerminal()
                ? workshop.writer().uni(change.durable())
                : workshop.writer().room();
    }

    Uni<Void> phase(Phase phase) {
        Change change;
        synchronized (this) {
            refuseIfOver();
            if (failure != null) {
                return Uni.createFrom().failure(failure);
            }
            SearchState next = accepted.in(phase, workshop.clock().instant());
            change = submit(new Change(this, run, null, null, next));
        }
        return workshop.writer().uni(change.durable());
    }

    private void refuseIfOver() {
        if (accepted.phase().isEnd()) {
            throw new IllegalStateException("search " + id + " has had its last event");
        }
    }

    private Change submit(Change change) {
        workshop.writer().submit(change);
        accepted = change.after();
        return change;
    }

    void signal(Signal progress) {
        String fields = workshop.json().text(progress);
        Entry entry = Entry.signal(id, progress.type(), workshop.clock().instant(), fields);
        tail.signal(progress.about(), entry);
    }

    /** Null, or why the writer must not write this: an event before it was lost. */
    synchronized RuntimeException refusal(Change change) {
        return change.run() == run ? null : failure;
    }

    void committed(Change change) {
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

    void failed(Change change, RuntimeException why) {
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
