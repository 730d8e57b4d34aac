package dev.voyage.search.run;

import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.problem.Problem;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.resume.RecoveredFile;
import io.smallrye.mutiny.Uni;

/** One observation in progress: it ends, once, when its directories have been listed and every file found there has ended. */
public final class ObservationTracker {

    private final String observation;
    private final ConeKey origin;
    private final SearchRun run;
    private long files;
    private long open = 1; // the listing itself
    private long bytes;
    private long failed;
    private long refused;
    private int below;
    private Problem listingProblem;

    public ObservationTracker(String observation, SearchRun run) {
        this.observation = observation;
        this.origin = run.parts().origin(observation);
        this.run = run;
    }

    public String observation() {
        return observation;
    }

    /** The cone search that reported its row. */
    public ConeKey origin() {
        return origin;
    }

    public synchronized void fileFound() {
        files++;
        open++;
    }

    /** A directory could not be read: the observation will end as failed, with the first such problem. */
    public synchronized void listingFailed(Problem problem) {
        listingProblem = listingProblem == null ? problem : listingProblem;
    }

    /** Whether one more directory that was listed as a file may be listed. */
    public synchronized boolean listsBelow(int most) {
        return below++ < most;
    }

    /** Counts entries of a directory that could not be fetched. */
    public synchronized void refused(long entries) {
        refused += entries;
    }

    /** Counts a file that had ended in an earlier run of the search. */
    public synchronized void fileOfBefore(RecoveredFile file) {
        files += file.state() == RecoveredFile.State.EXCLUDED ? 0 : 1;
        bytes += file.bytes();
        failed += file.state() == RecoveredFile.State.FAILED ? 1 : 0;
    }

    public Uni<Void> fileCompleted(long fileBytes) {
        synchronized (this) {
            bytes += fileBytes;
        }
        return closeOne();
    }

    /** A file ended without a transfer and without a failure. */
    public Uni<Void> fileEnded() {
        return closeOne();
    }

    /** The patterns exclude the file: it does not count for the observation. */
    public Uni<Void> fileExcluded() {
        synchronized (this) {
            files--;
        }
        return closeOne();
    }

    public Uni<Void> fileFailed() {
        synchronized (this) {
            failed++;
        }
        return closeOne();
    }

    public Uni<Void> listingEnded() {
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
        return run.tell(new ObservationEvent.Completed(
                observation, files, bytes, failed, refused == 0 ? null : refused, origin.target(), origin.catalogue()));
    }
}
