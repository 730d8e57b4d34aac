package dev.voyage.search.fetch;

import dev.voyage.download.Downloader;
import dev.voyage.download.attempt.SlashRedirect;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.SizeProbe;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.problem.Problem;
import dev.voyage.search.fetch.ListingStage.Wanted;
import dev.voyage.search.request.Action;
import dev.voyage.search.run.SearchRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** The stage from a selected file to a verified one; or, for a plan, to its size. */
public final class TransferStage {

    private final Downloader downloader;
    private final ListingStage listings;

    public TransferStage(Downloader downloader, ListingStage listings) {
        this.downloader = downloader;
        this.listings = listings;
    }

    /**
     * Fetches one file and records its progress.
     *
     * @return no items; completes when the file has ended; never fails with a {@link Problem}
     */
    public Multi<Void> bring(Wanted wanted, SearchRun run) {
        if (run.request().action() == Action.PLAN) {
            return measure(wanted, run);
        } else if (!run.drain().begins()) {
            return Multi.createFrom().nothing(); // during a shutdown, the file is left for the next run of the search
        }
        return fetched(wanted, run)
                .onTermination()
                .invoke(run.drain()::ended) // the files of a directory are counted separately
                .onFailure(Problem.class)
                .recoverWithMulti(problem ->
                        directoryOr((Problem) problem, wanted, run, () -> failed((Problem) problem, wanted, run)));
    }

    private Multi<Void> fetched(Wanted wanted, SearchRun run) {
        return Multi.createFrom()
                .deferred(() -> {
                    run.budget().admit(wanted.path(), wanted.expectedBytes());
                    return downloader.fetch(wanted.download(), run.context());
                })
                .onItem()
                .transformToUniAndConcatenate(transfer -> tell(transfer, wanted, run))
                .onFailure(failure -> failure instanceof Problem problem && !mayBeDirectory(problem, wanted))
                .recoverWithMulti(
                        problem -> failed((Problem) problem, wanted, run).toMulti());
    }

    private static boolean mayBeDirectory(Problem problem, Wanted wanted) {
        return SlashRedirect.isPossible(problem)
                && !wanted.download().url().getRawPath().endsWith("/");
    }

    /** A response that is not a file may be a directory; if it is not one either, the file ends as given. */
    private Multi<Void> directoryOr(Problem problem, Wanted wanted, SearchRun run, Supplier<Uni<Void>> end) {
        if (!mayBeDirectory(problem, wanted)) {
            return end.get().toMulti();
        }
        return listings.below(wanted, run)
                .onSubscription()
                .invoke(() -> run.budget().ended(wanted.path(), 0))
                .onCompletion()
                .invoke(() -> run.pace().ended(wanted.path(), 0))
                .onFailure(Problem.class)
                .recoverWithMulti(none -> end.get().onItem().transformToMulti(told -> Multi.createFrom()
                        .<Wanted>empty()))
                .onItem()
                .transformToMultiAndConcatenate(file -> bring(file, run));
    }

    private static Uni<Void> failed(Problem problem, Wanted wanted, SearchRun run) {
        run.budget().ended(wanted.path(), 0);
        run.pace().ended(wanted.path(), 0);
        return run.tell(new FileEvent.Failed(wanted.path(), problem.members(), false))
                .chain(wanted.tracked()::fileFailed);
    }

    private static Uni<Void> tell(TransferEvent transfer, Wanted wanted, SearchRun run) {
        String file = wanted.path();
        return transfer.match(
                started -> {
                    run.pace().begun(file, started.resumedFrom());
                    return run.tell(
                            new FileEvent.Started(file, started.source(), started.attempt(), started.resumedFrom()));
                },
                advanced -> advanced(file, advanced, run),
                retrying ->
                        run.tell(new FileEvent.Failed(file, retrying.problem().members(), true)),
                finished -> finished(finished, wanted, run));
    }

    private static Uni<Void> advanced(String file, TransferEvent.Advanced advanced, SearchRun run) {
        run.budget().advanced(file, advanced.bytes(), advanced.total());
        run.pace().advanced(file, advanced.bytes());
        run.signal(new FileEvent.Progress(file, advanced.bytes(), advanced.total(), advanced.bytesPerSecond()));
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> finished(TransferEvent.Finished finished, Wanted wanted, SearchRun run) {
        String file = wanted.path();
        run.budget().ended(file, finished.unchanged() ? 0 : finished.bytes());
        run.pace().ended(file, finished.bytes());
        if (finished.unchanged()) {
            return run.tell(new FileEvent.Skipped(
                            file,
                            FileEvent.Skipped.UNCHANGED,
                            finished.bytes(),
                            finished.sha256(),
                            finished.modified()))
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

    private Multi<Void> measure(Wanted wanted, SearchRun run) {
        Download download = wanted.download();
        return downloader
                .measure(download, run.context())
                .onItem()
                .transformToMulti(measured -> planned(measured, wanted, run))
                .onFailure(Problem.class)
                .recoverWithMulti(problem -> directoryOr((Problem) problem, wanted, run, () -> {
                    var unknown = new SizeProbe(download.ways().get(0).word(), null, false); // only its size is unknown
                    return measured(unknown, wanted, run);
                }));
    }

    private static Multi<Void> planned(SizeProbe measured, Wanted wanted, SearchRun run) {
        return measured(measured, wanted, run).toMulti();
    }

    private static Uni<Void> measured(SizeProbe told, Wanted wanted, SearchRun run) {
        SizeProbe measured = hinted(told, wanted.download());
        run.plan().file(measured);
        return run.tell(new FileEvent.Measured(wanted.path(), measured.source(), measured.bytes(), measured.isHere()))
                .chain(wanted.tracked()::fileEnded);
    }

    /** For a linked file, the link gives the size if the archive does not. */
    private static SizeProbe hinted(SizeProbe measured, Download download) {
        return measured.bytes() == null && download.name() != null && download.roughBytes() != null
                ? new SizeProbe(measured.source(), download.roughBytes(), measured.isHere())
                : measured;
    }

    /** See {@link Downloader#freeBytes}. */
    public Uni<Long> freeBytes() {
        return downloader.freeBytes();
    }

    /** Records the totals when every file has ended. */
    public Uni<Void> summary(SearchRun run) {
        return run.request().action() == Action.PLAN
                ? freeBytes().chain(free -> run.tell(run.plan().ready(free)))
                : Uni.createFrom().voidItem();
    }
}
