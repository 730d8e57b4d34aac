package dev.voyage.search;

import dev.voyage.download.Download;
import dev.voyage.download.Downloader;
import dev.voyage.download.Measured;
import dev.voyage.download.Transfer;
import dev.voyage.download.Way;
import dev.voyage.journal.SearchEvent;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.search.Listings.Wanted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** From a wanted file to a verified one; or, for a plan, to its size. */
final class Transfers {

    private final Downloader downloader;
    private final Limits limits;

    Transfers(Downloader downloader, Limits limits) {
        this.downloader = downloader;
        this.limits = limits;
    }

    /**
     * Brings one file and tells how it goes.
     *
     * @return no items; completes when the file has ended; never fails with a {@link Problem}
     */
    Multi<Void> bring(Wanted wanted, Run run) {
        if (run.request().action() == Action.PLAN) {
            return measure(wanted, run);
        }
        return Multi.createFrom()
                .deferred(() -> fetch(wanted, run))
                .onItem()
                .transformToUniAndConcatenate(transfer -> tell(transfer, wanted, run))
                .onFailure(Problem.class)
                .recoverWithMulti(problem -> run.tell(
                                new SearchEvent.FileFailed(wanted.path(), ((Problem) problem).members(), false))
                        .chain(wanted.tracked()::fileFailed)
                        .toMulti());
    }

    private Multi<Transfer> fetch(Wanted wanted, Run run) {
        var most = limits.bytesPerSearch();
        if (most.isPresent() && run.tally().bytes() >= most.get().asLongValue()) {
            return Multi.createFrom()
                    .failure(Problem.of(
                            Kind.TOO_LARGE,
                            "this search may bring "
                                    + most.get().asLongValue()
                                    + " bytes, and has (voyage.limits.bytes-per-search)"));
        }
        return downloader.fetch(download(wanted), run);
    }

    private static Uni<Void> tell(Transfer transfer, Wanted wanted, Run run) {
        String file = wanted.path();
        if (transfer instanceof Transfer.Advanced advanced) {
            run.signal(
                    new SearchEvent.FileProgress(file, advanced.bytes(), advanced.total(), advanced.bytesPerSecond()));
            return Uni.createFrom().voidItem();
        } else if (transfer instanceof Transfer.Started started) {
            return run.tell(
                    new SearchEvent.FileStarted(file, started.source(), started.attempt(), started.resumedFrom()));
        } else if (transfer instanceof Transfer.Retrying retrying) {
            return run.tell(new SearchEvent.FileFailed(file, retrying.problem().members(), true));
        }
        var finished = (Transfer.Finished) transfer;
        if (finished.unchanged()) {
            return run.tell(new SearchEvent.FileSkipped(
                            file, "unchanged", finished.bytes(), finished.sha256(), finished.modified()))
                    .chain(wanted.tracked()::fileSkipped);
        }
        return run.tell(new SearchEvent.FileCompleted(
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
        return downloader
                .measure(download(wanted), run)
                .onFailure(Problem.class)
                .recoverWithItem(new Measured("https", null, false)) // then its size is unknown
                .invoke(measured -> run.plan().file(measured.bytes(), measured.isHere()))
                .chain(wanted.tracked()::filePlanned)
                .toMulti();
    }

    /** What is told when every file has ended. */
    Uni<Void> summary(Run run) {
        return run.request().action() == Action.PLAN
                ? run.tell(run.plan().ready())
                : Uni.createFrom().voidItem();
    }

    private static Download download(Wanted wanted) {
        var file = wanted.file();
        var web = new Way.Web(file.url(), file.bytes(), file.listedAs());
        return new Download(file.url(), file.roughBytes(), List.of(web), List.of());
    }
}
