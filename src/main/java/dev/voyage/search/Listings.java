package dev.voyage.search;

import dev.voyage.archive.HttpArchive;
import dev.voyage.archive.Listed;
import dev.voyage.datalink.Linked;
import dev.voyage.download.Download;
import dev.voyage.download.Way;
import dev.voyage.http.Urls;
import dev.voyage.journal.SearchEvent;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** From an observation's directories to the files that are to be brought. */
final class Listings {

    private final HttpArchive archive;

    Listings(HttpArchive archive) {
        this.archive = archive;
    }

    /**
     * Lists the directories one after another and tells each page and file.
     *
     * @return the wanted files as they are found; never fails with a {@link Problem}: what cannot
     *     be listed ends the observation as failed
     */
    Multi<Wanted> files(Linked.Found found, Run run) {
        Tracked tracked = new Tracked(found.observation(), run);
        Set<URI> seen = ConcurrentHashMap.newKeySet();
        Multi<Wanted> files = Multi.createFrom()
                .iterable(found.directories())
                .onItem()
                .transformToMultiAndConcatenate(directory -> archive.walk(directory.url(), run)
                        .onItem()
                        .transformToMultiAndConcatenate(listed -> tell(listed, tracked, run, seen))
                        .onFailure(Problem.class)
                        .recoverWithMulti(problem -> {
                            tracked.listingFailed((Problem) problem);
                            return Multi.createFrom().empty();
                        }));
        Multi<Wanted> end = Multi.createFrom().deferred(() -> nothing(tracked.listingEnded()));
        return Multi.createBy().concatenating().streams(files, end);
    }

    private Multi<Wanted> tell(Listed listed, Tracked tracked, Run run, Set<URI> seen) {
        if (listed instanceof Listed.RemoteFile file) {
            return found(file, tracked, run, seen)
                    .onItem()
                    .transformToMulti(wanted -> wanted == null
                            ? Multi.createFrom().empty()
                            : Multi.createFrom().item(wanted));
        } else if (listed instanceof Listed.Directory page) {
            return nothing(run.tell(new SearchEvent.DirectoryListed(
                    tracked.observation(),
                    page.url().toString(),
                    page.files(),
                    page.directories(),
                    page.refused().stream()
                            .map(r -> new SearchEvent.RefusedEntry(r.text(), r.reason()))
                            .toList())));
        }
        var failed = (Listed.Failed) listed;
        tracked.listingFailed(failed.problem());
        run.degraded(
                Urls.authority(failed.url()),
                "a directory is missing: " + failed.problem().detail());
        return Multi.createFrom().empty();
    }

    /**
     * @return the file, or null where it is not wanted
     */
    private static Uni<Wanted> found(Listed.RemoteFile file, Tracked tracked, Run run, Set<URI> seen) {
        String path = run.uniquePath(file.path());
        tracked.fileFound();
        Uni<Void> told = run.tell(new SearchEvent.FileFound(
                tracked.observation(), path, file.url().toString(), file.bytes(), file.modified()));
        var web = new Way.Web(file.url(), file.bytes(), file.listedAs());
        var download = new Download(file.url(), file.roughBytes(), List.of(web), List.of());
        String reason = reasonToSkip(file, run, seen);
        if (reason != null) {
            return told.chain(() -> run.tell(new SearchEvent.FileSkipped(path, reason)))
                    .chain(tracked::fileEnded)
                    .replaceWith((Wanted) null);
        }
        var wanted = new Wanted(download, path, tracked);
        run.pace().found(path, wanted.expectedBytes());
        return told.replaceWith(wanted);
    }

    private static String reasonToSkip(Listed.RemoteFile file, Run run, Set<URI> seen) {
        String belowTop = file.path().substring(file.path().indexOf('/') + 1);
        if (!new Globs(run.request().include(), run.request().exclude()).wants(belowTop)) {
            return "excluded";
        }
        return seen.add(file.url()) ? null : "duplicate";
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
