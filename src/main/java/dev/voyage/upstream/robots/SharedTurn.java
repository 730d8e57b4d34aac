package dev.voyage.upstream.robots;

import dev.voyage.upstream.politeness.TurnListener;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The turn of one request at its host, for all that wait for its answer. */
final class SharedTurn implements TurnListener {

    private final List<TurnListener> all = new ArrayList<>();
    private boolean waiting;

    /** The same answer; this listener learns of the turn until the answer arrives, or is cancelled. */
    <T> Uni<T> with(TurnListener one, Uni<T> answer) {
        if (one.equals(TurnListener.NONE)) {
            return answer;
        }
        return Uni.createFrom().deferred(() -> {
            join(one);
            return answer.onTermination().invoke(() -> leave(one));
        });
    }

    private synchronized void join(TurnListener one) {
        all.add(one);
        if (waiting) {
            one.waits();
        }
    }

    private synchronized void leave(TurnListener one) {
        if (all.remove(one) && waiting) {
            one.proceeds();
        }
    }

    @Override
    public synchronized void waits() {
        waiting = true;
        all.forEach(TurnListener::waits);
    }

    @Override
    public synchronized void proceeds() {
        waiting = false;
        all.forEach(TurnListener::proceeds);
    }
}
