package dev.voyage.cli;

import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C while a search runs in the foreground: the search is cancelled, all connections are closed, and its last events
 * are still printed. Quarkus may wait for the command to end before it announces its shutdown, so this does not wait for Quarkus.
 */
@ApplicationScoped
class InterruptHandler {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Instance<Searches> searches; // they open the store, which not every command needs
    private volatile Guard current;

    InterruptHandler(Instance<Searches> searches) {
        this.searches = searches;
    }

    /** Runs before everything else is shut down. */
    void stop(@Observes @Priority(0) ShutdownEvent stop) {
        Guard guard = current;
        if (guard != null) {
            guard.interrupted();
        }
    }

    /** Guards the search that is about to start, until the guard is closed, after its last events have been printed. */
    Guard guard() {
        var guard = new Guard(searches.get());
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook);
        } catch (IllegalStateException tooLate) {
            guard.stopped = true;
        }
        current = guard;
        return guard;
    }

    /** Guards one search. */
    static final class Guard implements AutoCloseable {

        private final Searches searches;
        private final CompletableFuture<String> search = new CompletableFuture<>();
        private final CountDownLatch told = new CountDownLatch(1);
        private final Thread hook = new Thread(this::interrupted, "interrupt");
        private volatile boolean stopped;

        private Guard(Searches searches) {
            this.searches = searches;
        }

        /** Whether Ctrl-C was pressed before there was a search to cancel. */
        boolean isStopped() {
            return stopped;
        }

        /** Sets the search to guard. */
        void over(String id) {
            search.complete(id);
        }

        /** Called by the hook or by Quarkus, whichever is faster; the other waits for it. */
        private synchronized void interrupted() {
            if (stopped || told.getCount() == 0) {
                return;
            }
            stopped = true;
            try {
                String id = search.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
                searches.cancel(id).await().atMost(LONGEST);
                if (!told.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                    Log.debugf("end not reported in time search=%s", id);
                }
            } catch (TimeoutException | java.util.concurrent.TimeoutException | Problem late) {
                Log.warnf(late, "search not cancelled in time");
            } catch (CancellationException nothingStarted) {
                Log.debug("nothing to cancel");
            } catch (ExecutionException | InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            search.cancel(false);
            told.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException interrupted) {
                Log.debug("interrupted"); // then the hook is running, and may not be removed
            }
        }
    }
}
