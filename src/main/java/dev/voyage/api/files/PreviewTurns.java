package dev.voyage.api.files;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets a few tasks run at the same time; others wait in order, within a bound. */
final class PreviewTurns {

    private static final int MOST_WAITING = 200;
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    PreviewTurns(int atOnce) {
        free = atOnce;
    }

    /**
     * Runs the task when it is its turn; the turn ends when the task has ended, also if nobody waits for it any more.
     *
     * @throws Problem {@code BUSY} if too many wait
     */
    <T> Uni<T> run(Supplier<Uni<T>> task) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> enter(() -> emitter.complete(null)))
                .chain(() -> Uni.createFrom()
                        .deferred(() -> task.get())
                        .onTermination()
                        .invoke(this::leave));
    }

    private void enter(Runnable start) {
        synchronized (this) {
            if (free == 0) {
                if (waiting.size() >= MOST_WAITING) {
                    throw Problem.of(ProblemType.BUSY, waiting.size() + " previews are waiting to be made; try later")
                            .retryAfter(COME_BACK);
                }
                waiting.add(start);
                return;
            }
            free--;
        }
        start.run();
    }

    private void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
