package dev.voyage.search.fetch;

import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.WalkChain;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.search.fetch.ListingStage.Wanted;
import dev.voyage.search.resume.RecoveredFile;
import dev.voyage.search.run.ObservationTracker;
import dev.voyage.search.run.SearchRun;
import dev.voyage.search.run.UniquePaths;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The files of one observation as they are found: gives each its path, reports it, and skips the excluded files and the
 * duplicates. Each method returns the file if it is to be fetched, and never fails with a {@code Problem}.
 */
final class FileDiscovery {

    private final ObservationTracker tracked;
    private final SearchRun run;
    private final Globs globs;
    private final BiFunction<URI, String, Multi<Wanted>> inside;

    /**
     * @param inside lists a directory that an earlier run reported, by its address without the slash and its listed path
     */
    FileDiscovery(ObservationTracker tracked, SearchRun run, BiFunction<URI, String, Multi<Wanted>> inside) {
        this.tracked = tracked;
        this.run = run;
        this.globs = new Globs(run.request().include(), run.request().exclude());
        this.inside = inside;
    }

    /** The file that an earlier run reported for this address, each once. */
    Optional<RecoveredFile> meet(URI url) {
        return run.past().observation(tracked.observation()).flatMap(known -> known.meet(url));
    }

    /** A file with a link of its own that no earlier run has reported. */
    Multi<Wanted> linked(URI url, String path, String listedPath, Download download) {
        return found(
                new FileEvent.Found(
                        tracked.observation(),
                        path,
                        url.toString(),
                        null,
                        null,
                        tracked.origin().target(),
                        tracked.origin().catalogue()),
                listedPath,
                download);
    }

    /** A file that a directory lists. */
    Multi<Wanted> listed(ListingItem.RemoteFile file, Download download) {
        String observation = tracked.observation();
        if (run.scope().isDone(observation, file.url())) {
            return Multi.createFrom().empty();
        }
        Optional<RecoveredFile> before = meet(file.url());
        if (before.isPresent()) {
            return again(before.get(), file.path(), download);
        }
        return found(
                new FileEvent.Found(
                        observation,
                        run.paths().place(observation, run.parts().prefix(observation), file.path()),
                        file.url().toString(),
                        file.bytes(),
                        file.modified(),
                        tracked.origin().target(),
                        tracked.origin().catalogue()),
                file.path(),
                download);
    }

    private Multi<Wanted> found(FileEvent.Found event, String listedPath, Download download) {
        tracked.fileFound();
        return run.tell(event).onItem().transformToMulti(done -> wanted(event.file(), listedPath, download));
    }

    /** A file that an earlier run of the search has reported: keeps its name. */
    Multi<Wanted> again(RecoveredFile before, String listedPath, Download download) {
        if (before.isOpen()) {
            tracked.fileFound();
            return wanted(before.path(), listedPath, download);
        }
        if (before.isDealtWith()) {
            run.parts().met().add(before.url());
        }
        if (before.state() == RecoveredFile.State.MEASURED) {
            run.plan().file(before.measured());
        }
        tracked.fileOfBefore(before);
        return before.state() == RecoveredFile.State.DIRECTORY
                ? inside.apply(before.url(), listedPath)
                : Multi.createFrom().empty();
    }

    /** A file that an earlier run reported and the archive no longer lists, if it lists anything: it may still exist. */
    Multi<Wanted> notListed(RecoveredFile before) {
        var download = new Download(
                before.url(),
                UniquePaths.nameIn(before.path()),
                null,
                null,
                List.of(new FileSource.Web(before.url(), null, null)),
                List.of());
        String listedPath = before.path()
                .substring(run.parts().prefix(tracked.observation()).length());
        return again(before, listedPath, download);
    }

    private Multi<Wanted> wanted(String path, String listedPath, Download download) {
        Optional<String> reason = reasonToSkip(listedPath, download.url());
        if (reason.isPresent()) {
            return skipped(new FileEvent.Skipped(path, reason.get()));
        }
        var wanted = new Wanted(download, path, listedPath, tracked, WalkChain.TOP);
        run.pace().found(path, wanted.expectedBytes());
        return Multi.createFrom().item(wanted);
    }

    private Multi<Wanted> skipped(FileEvent.Skipped skipped) {
        Uni<Void> told = run.tell(skipped);
        if (skipped.isExcluded()) {
            return nothing(told.chain(tracked::fileExcluded));
        }
        run.pace().found(skipped.file(), 0L);
        run.pace().ended(skipped.file(), 0);
        return nothing(told.chain(tracked::fileEnded));
    }

    /** Nothing to fetch, once this is done. */
    static <T> Multi<T> nothing(Uni<Void> told) {
        return told.onItem().transformToMulti(ignored -> Multi.createFrom().empty());
    }

    private Optional<String> reasonToSkip(String listedPath, URI url) {
        String belowTop = listedPath.substring(listedPath.indexOf('/') + 1);
        if (!globs.wants(belowTop)) {
            return Optional.of(FileEvent.Skipped.EXCLUDED);
        }
        return run.parts().met().add(url) ? Optional.empty() : Optional.of(FileEvent.Skipped.DUPLICATE);
    }
}
