package dev.voyage.cli;

import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C while a search runs: it is cancelled, everything hangs up, and the end is still told. */
@ApplicationScoped
class Interrupt {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Searches searches;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile String running;

    Interrupt(Searches searches) {
        this.searches = searches;
    }

    /** This search is under way in the foreground. */
    void running(String id) {
        running = id;
    }

    /** It has ended, and its end is told. */
    void told() {
        running = null;
        told.countDown();
    }

    /** Before everything that runs is ended for another reason. */
    void stop(@Observes @Priority(0) ShutdownEvent stop) throws InterruptedException {
        String id = running;
        if (id == null) {
            return;
        }
        try {
            searches.cancel(id).await().atMost(LONGEST);
        } catch (Problem | io.smallrye.mutiny.TimeoutException late) {
            Log.warnf("search not cancelled in time search=%s problem=%s", id, late.getMessage());
        }
        boolean inTime = told.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        Log.debugf("interrupted search=%s told=%s", id, inTime);
    }
}
