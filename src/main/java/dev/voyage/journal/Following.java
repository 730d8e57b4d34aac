package dev.voyage.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * One reader of one search, taken a step further whenever it asks for more. Made by hand, since
 * there may be ten thousand of them and each waits most of the time: a chain of operators weighs
 * ten times as much, and costs as much at each event.
 */
final class Following implements Flow.Subscription, Runnable {

    /** How often a search that another process drives is looked at. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Follow journal;
    private final Cursor cursor;
    private final Turns turns;
    private final Flow.Subscriber<? super List<Entry>> reader;

    private long demand; // from here guarded by this
    private boolean stepping;
    private boolean underWay; // waits at the tail, or for the store
    private boolean over;

    Following(Follow journal, Cursor cursor, Turns turns, Flow.Subscriber<? super List<Entry>> reader) {
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

    /** There may be something where there was nothing. */
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
                return; // whoever is at it sees what has changed
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
        Batch batch;
        try {
            batch = journal.tail(cursor).map(tail -> tail.next(cursor, this)).orElse(Batch.ELSEWHERE);
        } catch (RuntimeException lost) {
            fail(lost);
            return;
        }
        if (batch.then() == Batch.Then.ELSEWHERE) {
            turns.take(this);
            return;
        }
        turns.leave(this);
        if (batch.then() != Batch.Then.WAIT) {
            give(batch);
        } else if (isOver()) {
            cancel(); // it went while it was being written down as waiting
        }
    }

    /** It is its turn to hold a page. */
    void read() {
        if (isOver()) {
            turns.leave(this);
        } else if (journal.closed().getAsBoolean()) {
            took(Batch.END);
        } else {
            journal.read(cursor).subscribe().with(this::took, this::fail);
        }
    }

    private void took(Batch batch) {
        if (batch.then() == Batch.Then.WAIT) {
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

    private void give(Batch batch) {
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
        if (batch.then() != Batch.Then.END) {
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
