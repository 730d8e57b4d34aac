package dev.voyage.search;

import dev.voyage.download.Download;
import dev.voyage.download.Downloader;
import dev.voyage.download.Measured;
import dev.voyage.download.Transfer;
import dev.voyage.journal.FileEvent;
import dev.voyage.problem.Problem;
import dev.voyage.search.Listings.Wanted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** From a wanted file to a verified one; or, for a plan, to its size. */
final class Transfers {

    private final Downloader downloader;

    Transfers(Downloader downloader) {
        this.downloader = downloader;
    }

    /**
     * Brings one file and tells how it goes.
     *
     * @return no items; completes when the file has ended; never fails with a {@link Problem}
     */
    Multi<Void> bring(Wanted wanted, Run run) {
        if (run.request().action() == Action.PLAN) {
            return measure(wanted, run);
        } else if (!run.drain().begins()) {
            return Multi.createFrom().nothing(); // we stop: it is for the next life of the search
        }
        return fetched(wanted, run).onTermination().invoke(run.drain()::ended);
    }

    private Multi<Void> fetched(Wanted wanted, Run run) {
        return Multi.createFrom()
                .deferred(() -> {
                    run.budget().admit(wanted.path(), wanted.expectedBytes());
                    return downloader.fetch(wanted.download(), run);
                })
                .onItem()
                .transformToUniAndConcatenate(transfer -> tell(transfer, wanted, run))
                .onFailure(Problem.class)
                .recoverWithMulti(
                        problem -> failed((Problem) problem, wanted, run).toMulti());
    }

    private static Uni<Void> failed(Problem problem, Wanted wanted, Run run) {
        run.budget().ended(wanted.path(), 0);
        run.pace().ended(wanted.path(), 0);
        return run.tell(new FileEvent.Failed(wanted.path(), problem.members(), false))
                .chain(wanted.tracked()::fileFailed);
    }

    private static Uni<Void> tell(Transfer transfer, Wanted wanted, Run run) {
        String file = wanted.path();
        if (transfer instanceof Transfer.Advanced advanced) {
            run.budget().advanced(file, advanced.bytes(), advanced.total());
            run.pace().advanced(file, advanced.bytes());
            run.signal(new FileEvent.Progress(file, advanced.bytes(), advanced.total(), advanced.bytesPerSecond()));
            return Uni.createFrom().voidItem();
        } else if (transfer instanceof Transfer.Started started) {
            run.pace().begun(file, started.resumedFrom());
            return run.tell(new FileEvent.Started(file, started.source(), started.attempt(), started.resumedFrom()));
        } else if (transfer instanceof Transfer.Retrying retrying) {
            return run.tell(new FileEvent.Failed(file, retrying.problem().members(), true));
        }
        return finished((Transfer.Finished) transfer, wanted, run);
    }

    private static Uni<Void> finished(Transfer.Finished finished, Wanted wanted, Run run) {
        String file = wanted.path();
        run.budget().ended(file, finished.unchanged() ? 0 : finished.bytes());
        run.pace().ended(file, finished.bytes());
        if (finished.unchanged()) {
            return run.tell(new FileEvent.Skipped(
                            file, "unchanged", finished.bytes(), finished.sha256(), finished.modified()))
                    .chain(wanted.tracked()::fileEnded);
        }
        return run.tell(new FileEvent.Completed(
                        file,
                        finished.bytes(),
                        finished.sha256(),
                        finished.modified(),
                        finished.source(),
                        finished.reason(),
                        finished.verified(),
                        finished.took().toMillis(),
                        finished.attempts()))
                .chain(() -> wanted.tracked().fileCompleted(finished.bytes()));
    }

    private Multi<Void> measure(Wanted wanted, Run run) {
        Download download = wanted.download();
        return downloader
                .measure(download, run)
                .onFailure(Problem.class)
                // then its size is unknown
                .recoverWithItem(() -> new Measured(download.ways().get(0).word(), null, false))
                .invoke(run.plan()::file)
                .chain(wanted.tracked()::fileEnded)
                .toMulti();
    }

    /** See {@link Downloader#freeBytes}. */
    Uni<Long> freeBytes() {
        return downloader.freeBytes();
    }

    /** What is told when every file has ended. */
    Uni<Void> summary(Run run) {
        return run.request().action() == Action.PLAN
                ? freeBytes().chain(free -> run.tell(run.plan().ready(free)))
                : Uni.createFrom().voidItem();
    }
}
