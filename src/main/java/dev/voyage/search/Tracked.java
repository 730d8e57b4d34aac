package dev.voyage.search;

import dev.voyage.journal.ObservationEvent;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;

/**
 * One observation on its way: it ends, once, when its directories have been listed and every file
 * found there has ended.
 */
final class Tracked {

    private final String observation;
    private final Origin origin;
    private final Run run;
    private long files;
    private long open = 1; // the listing itself
    private long bytes;
    private long failed;
    private Problem listingProblem;

    Tracked(String observation, Run run) {
        this.observation = observation;
        this.origin = run.parts().origin(observation);
        this.run = run;
    }

    String observation() {
        return observation;
    }

    /** Whose row it was told as. */
    Origin origin() {
        return origin;
    }

    synchronized void fileFound() {
        files++;
        open++;
    }

    /**
     * A directory could not be read: the observation will end as failed, with the first such
     * problem.
     */
    synchronized void listingFailed(Problem problem) {
        listingProblem = listingProblem == null ? problem : listingProblem;
    }

    /** One that had ended in an earlier life of the search. */
    synchronized void fileOfBefore(KnownFile file) {
        files++;
        bytes += file.bytes();
        failed += file.state() == KnownFile.State.FAILED ? 1 : 0;
    }

    Uni<Void> fileCompleted(long fileBytes) {
        synchronized (this) {
            bytes += fileBytes;
        }
        return closeOne();
    }

    /** Nothing was fetched for it, and nothing failed. */
    Uni<Void> fileEnded() {
        return closeOne();
    }

    Uni<Void> fileFailed() {
        synchronized (this) {
            failed++;
        }
        return closeOne();
    }

    Uni<Void> listingEnded() {
        return closeOne();
    }

    private synchronized Uni<Void> closeOne() {
        open--;
        if (open > 0) {
            return Uni.createFrom().voidItem();
        }
        if (listingProblem != null) {
            return run.tell(new ObservationEvent.Failed(
                    observation, listingProblem.members(), files, bytes, failed, origin.target(), origin.catalogue()));
        } else if (run.request().action() == Action.PLAN) {
            run.plan().observation();
            return Uni.createFrom().voidItem();
        }
        return run.tell(
                new ObservationEvent.Completed(observation, files, bytes, failed, origin.target(), origin.catalogue()));
    }
}
