package dev.voyage.search;

import dev.voyage.archive.Listed;
import dev.voyage.datalink.Linked;
import dev.voyage.download.Download;
import dev.voyage.download.Way;
import dev.voyage.http.Urls;
import dev.voyage.journal.FileEvent;
import dev.voyage.journal.ObservationEvent;
import dev.voyage.journal.RefusedEntry;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From an observation's directories to the files that are to be brought. */
final class Listings {

    private final Directories directories;

    Listings(Archives archives) {
        directories = new Directories(archives);
    }

    /**
     * Lists the directories one after another and tells each page and file.
     *
     * @return the wanted files as they are found; never fails with a {@link Problem}: what cannot
     *     be listed ends the observation as failed
     */
    Multi<Wanted> files(Linked.Found found, Run run) {
        Tracked tracked = new Tracked(found.observation(), run);
        Set<URI> seen = run.parts().met();
        Optional<KnownObservation> before = run.past().observation(found.observation());
        Multi<Wanted> files = Multi.createFrom()
                .iterable(found.directories())
                .onItem()
                .transformToMultiAndConcatenate(directory -> directories
                        .list(directory, run.request().source(), run)
                        .onItem()
                        .transformToMultiAndConcatenate(entry -> tell(entry, tracked, run, seen))
                        .onFailure(Problem.class)
                        .recoverWithMulti(problem -> {
                            tracked.listingFailed((Problem) problem);
                            return Multi.createFrom().empty();
                        }));
        Multi<Wanted> notListed = Multi.createFrom()
                .iterable(() ->
                        before.map(KnownObservation::notMet).orElse(List.of()).iterator())
                .onItem()
                .transformToMultiAndConcatenate(file -> onlyTold(file, tracked, run, seen));
        Multi<Wanted> end = Multi.createFrom().deferred(() -> nothing(tracked.listingEnded()));
        return Multi.createBy().concatenating().streams(files, notListed, end);
    }

    private Multi<Wanted> tell(Directories.Entry entry, Tracked tracked, Run run, Set<URI> seen) {
        Listed listed = entry.listed();
        if (listed instanceof Listed.RemoteFile file) {
            return found(file, entry.download(), tracked, run, seen);
        } else if (listed instanceof Listed.Directory page) {
            boolean known = run.past()
                    .observation(tracked.observation())
                    .map(before -> before.isListed(page.url().toString()))
                    .orElse(false);
            return known
                    ? Multi.createFrom().empty()
                    : nothing(run.tell(new ObservationEvent.Listed(
                            tracked.observation(),
                            page.url().toString(),
                            page.files(),
                            page.directories(),
                            page.refused().stream()
                                    .map(r -> new RefusedEntry(r.text(), r.reason()))
                                    .toList(),
                            tracked.origin().target(),
                            tracked.origin().catalogue())));
        }
        var failed = (Listed.Failed) listed;
        tracked.listingFailed(failed.problem());
        run.degraded(
                Urls.authority(failed.url()),
                "a directory is missing: " + failed.problem().detail());
        return Multi.createFrom().empty();
    }

    private static Multi<Wanted> found(
            Listed.RemoteFile file, Download download, Tracked tracked, Run run, Set<URI> seen) {
        if (run.scope().isDone(tracked.observation(), file.url())) {
            return Multi.createFrom().empty();
        }
        Optional<KnownFile> before =
                run.past().observation(tracked.observation()).flatMap(known -> known.meet(file.url()));
        if (before.isPresent()) {
            return goesOn(before.get(), file.path(), download, tracked, run, seen);
        }
        String path = run.paths().unique(run.parts().prefix(tracked.observation()) + file.path());
        tracked.fileFound();
        Uni<Void> told = run.tell(new FileEvent.Found(
                tracked.observation(),
                path,
                file.url().toString(),
                file.bytes(),
                file.modified(),
                tracked.origin().target(),
                tracked.origin().catalogue()));
        return told.onItem().transformToMulti(done -> wanted(path, file.path(), download, tracked, run, seen));
    }

    /** A file that an earlier life of the search has told: as it was called then. */
    private static Multi<Wanted> goesOn(
            KnownFile before, String listedPath, Download download, Tracked tracked, Run run, Set<URI> seen) {
        if (!before.isOpen()) {
            if (before.state() != KnownFile.State.LEFT_OUT) {
                seen.add(before.url());
            }
            tracked.fileOfBefore(before);
            return Multi.createFrom().empty();
        }
        tracked.fileFound();
        return wanted(before.path(), listedPath, download, tracked, run, seen);
    }

    /** The archive lists it no more, or lists nothing: it may be there all the same. */
    private static Multi<Wanted> onlyTold(KnownFile before, Tracked tracked, Run run, Set<URI> seen) {
        var download =
                new Download(before.url(), null, null, List.of(new Way.Web(before.url(), null, null)), List.of());
        String listed = before.path()
                .substring(run.parts().prefix(tracked.observation()).length());
        return goesOn(before, listed, download, tracked, run, seen);
    }

    private static Multi<Wanted> wanted(
            String path, String listedPath, Download download, Tracked tracked, Run run, Set<URI> seen) {
        String reason = reasonToSkip(listedPath, download.url(), run, seen);
        if (reason != null) {
            return nothing(run.tell(new FileEvent.Skipped(path, reason)).chain(tracked::fileEnded));
        }
        var wanted = new Wanted(download, path, tracked);
        run.pace().found(path, wanted.expectedBytes());
        return Multi.createFrom().item(wanted);
    }

    private static String reasonToSkip(String path, URI url, Run run, Set<URI> seen) {
        String belowTop = path.substring(path.indexOf('/') + 1);
        if (!new Globs(run.request().include(), run.request().exclude()).wants(belowTop)) {
            return "excluded";
        }
        return seen.add(url) ? null : "duplicate";
    }

    private static <T> Multi<T> nothing(Uni<Void> told) {
        return told.onItem().transformToMulti(ignored -> Multi.createFrom().empty());
    }

    /** A file to be brought: how, and its path in this search. */
    record Wanted(Download download, String path, Tracked tracked) {

        /** Or null where nobody says. */
        Long expectedBytes() {
            Long exact = download.ways().get(0).bytes();
            return exact == null ? download.roughBytes() : exact;
        }
    }
}
