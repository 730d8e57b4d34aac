package dev.voyage.cli;

import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a search runs in the foreground: it is cancelled, everything hangs up, and the end is
 * still told. Quarkus may wait for the command to end before it says that it stops, so this does not
 * wait for Quarkus.
 */
@ApplicationScoped
class Interrupt {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Searches searches;
    private volatile Guard current;

    Interrupt(Searches searches) {
        this.searches = searches;
    }

    /** Before everything that runs is ended for another reason. */
    void stop(@Observes @Priority(0) ShutdownEvent stop) {
        Guard guard = current;
        if (guard != null) {
            guard.interrupted();
        }
    }

    /**
     * Guards the search that is about to start, until the guard is closed: when its end has been
     * told.
     */
    Guard guard() {
        var guard = new Guard(searches);
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook);
        } catch (IllegalStateException tooLate) {
            guard.stopped = true;
        }
        current = guard;
        return guard;
    }

    /** Watches over one search. */
    static final class Guard implements AutoCloseable {

        private final Searches searches;
        private final CompletableFuture<String> search = new CompletableFuture<>();
        private final CountDownLatch told = new CountDownLatch(1);
        private final Thread hook = new Thread(this::interrupted, "interrupt");
        private volatile boolean stopped;

        private Guard(Searches searches) {
            this.searches = searches;
        }

        /** Whether Ctrl-C came before there was anything to cancel. */
        boolean isStopped() {
            return stopped;
        }

        /** This is the search. */
        void over(String id) {
            search.complete(id);
        }

        /** By the hook or by Quarkus, which of the two is faster; the other waits for it. */
        private synchronized void interrupted() {
            if (stopped || told.getCount() == 0) {
                return;
            }
            stopped = true;
            try {
                String id = search.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
                searches.cancel(id).await().atMost(LONGEST);
                if (!told.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                    Log.debugf("end not told in time search=%s", id);
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
                Log.debug("interrupted"); // then the hook runs, and may not be removed
            }
        }
    }
}
