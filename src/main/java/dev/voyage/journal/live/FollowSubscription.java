package dev.voyage.journal.live;

import dev.voyage.journal.event.JournalEntry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * One reader of one search, moved on whenever it requests more. Written by hand, since there may be ten thousand of them, each
 * waiting most of the time: a chain of operators needs ten times the memory, and ten times the work for each event.
 */
final class FollowSubscription implements Flow.Subscription, Runnable {

    /** How often a search that another process drives is checked. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final JournalFollower journal;
    private final ReaderPosition cursor;
    private final PageTurns turns;
    private final Flow.Subscriber<? super List<JournalEntry>> reader;

    private long demand; // from here on, guarded by this
    private boolean stepping;
    private boolean underWay; // waits at the tail, or for the store
    private boolean over;

    FollowSubscription(
            JournalFollower journal,
            ReaderPosition cursor,
            PageTurns turns,
            Flow.Subscriber<? super List<JournalEntry>> reader) {
        this.journal = journal;
        this.cursor = cursor;
        this.turns = turns;
        this.reader = reader;
    }

    @Override
    public void request(long more) {
        if (more <= 0) {
            fail(new IllegalArgumentException("a reader asked for " + more));
            return;
        }
        synchronized (this) {
            demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        }
        go();
    }

    @Override
    public void cancel() {
        end();
        journal.tail(cursor).ifPresent(tail -> tail.remove(this));
    }

    /** New events may be available. */
    @Override
    public void run() {
        synchronized (this) {
            underWay = false;
        }
        go();
    }

    private void go() {
        synchronized (this) {
            if (stepping) {
                return; // the step in progress sees the change
            }
            stepping = true;
        }
        while (mayStep()) {
            step();
        }
    }

    private synchronized boolean mayStep() {
        stepping = demand > 0 && !underWay && !over;
        underWay = underWay || stepping;
        return stepping;
    }

    private void step() {
        ReaderBatch batch;
        try {
            batch = journal.tail(cursor).map(tail -> tail.next(cursor, this)).orElse(ReaderBatch.ELSEWHERE);
        } catch (RuntimeException lost) {
            fail(lost);
            return;
        }
        if (batch.then() == ReaderBatch.Then.ELSEWHERE) {
            turns.take(this);
            return;
        }
        turns.leave(this);
        if (batch.then() != ReaderBatch.Then.WAIT) {
            give(batch);
        } else if (isOver()) {
            cancel(); // it was cancelled while it was being registered as waiting
        }
    }

    /** Called when it is its turn to hold a page. */
    void read() {
        if (isOver()) {
            turns.leave(this);
        } else if (journal.closed().getAsBoolean()) {
            took(ReaderBatch.END);
        } else {
            journal.read(cursor).subscribe().with(this::took, this::fail);
        }
    }

    private void took(ReaderBatch batch) {
        if (batch.then() == ReaderBatch.Then.WAIT) {
            turns.leave(this);
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .subscribe()
                    .with(passed -> run());
        } else {
            give(batch);
            go();
        }
    }

    private void give(ReaderBatch batch) {
        if (!batch.entries().isEmpty()) {
            synchronized (this) {
                if (over) {
                    return;
                }
                demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            }
            cursor.moveTo(batch);
            reader.onNext(batch.entries());
        }
        if (batch.then() != ReaderBatch.Then.END) {
            synchronized (this) {
                underWay = false;
            }
        } else if (end()) {
            turns.leave(this);
            reader.onComplete();
        }
    }

    private void fail(Throwable why) {
        if (end()) {
            reader.onError(why);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Whether this call ended it. */
    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }
}
