package dev.voyage.search.fetch;

import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.WalkChain;
import dev.voyage.datalink.rule.DirectoryRule;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.download.source.Download;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.RefusedEntry;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.fetch.LinkedFiles.Named;
import dev.voyage.search.resume.RecoveredFile;
import dev.voyage.search.resume.RecoveredObservation;
import dev.voyage.search.run.LinkNames;
import dev.voyage.search.run.ObservationTracker;
import dev.voyage.search.run.SearchRun;
import dev.voyage.search.run.UniquePaths;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stage from an observation's links, directories and files, to the files to be fetched. */
public final class ListingStage {

    private final DirectoryLister directories;
    private final LinkedFiles linkedFiles;
    private final FileWays fileWays;

    public ListingStage(ListingSources archives) {
        directories = new DirectoryLister(archives);
        linkedFiles = new LinkedFiles(archives);
        fileWays = new FileWays(archives);
    }

    /**
     * Records the linked files, then lists the directories one after another and records each page and file. A linked file inside
     * a directory is reported with that directory; if the directory's listing does not show it, separately at the end.
     *
     * @return the selected files as they are found; never fails with a {@link Problem}: a directory that cannot be listed ends
     *     the observation as failed
     */
    public Multi<Wanted> files(LinkResult.Found found, SearchRun run) {
        ObservationTracker tracked = new ObservationTracker(found.observation(), run);
        FileDiscovery discovery = discovery(tracked, run);
        Set<String> listed = ConcurrentHashMap.newKeySet();
        Optional<RecoveredObservation> before = run.past().observation(found.observation());
        before.ifPresent(known -> tracked.refused(known.refused()));
        Uni<List<Named>> links = linkedFiles.of(found, run).memoize().indefinitely();
        Multi<Wanted> linked = each(links)
                .filter(link -> !found.isInside(link.url()))
                .onItem()
                .transformToMultiAndConcatenate(link -> linked(link, discovery, tracked, run));
        Multi<Wanted> files = Multi.createFrom()
                .iterable(found.directories())
                .onItem()
                .transformToMultiAndConcatenate(directory -> directories
                        .list(directory, run.request().source(), run.context())
                        .invoke(entry -> note(entry, listed))
                        .onItem()
                        .transformToMultiAndConcatenate(entry -> tell(entry, discovery, tracked, run))
                        .onFailure(Problem.class)
                        .recoverWithMulti(problem -> {
                            tracked.listingFailed((Problem) problem);
                            return Multi.createFrom().empty();
                        }));
        Multi<Wanted> hidden = each(links)
                .filter(link -> found.isInside(link.url()) && !listed.contains(LinkResult.place(link.url())))
                .onItem()
                .transformToMultiAndConcatenate(link -> linked(link, discovery, tracked, run));
        Multi<Wanted> notListed = Multi.createFrom()
                .iterable(() -> before.map(RecoveredObservation::notMet)
                        .orElse(List.of())
                        .iterator())
                .onItem()
                .transformToMultiAndConcatenate(discovery::notListed);
        Multi<Wanted> end = Multi.createFrom().deferred(() -> FileDiscovery.nothing(tracked.listingEnded()));
        return Multi.createBy().concatenating().streams(linked, files, hidden, notListed, end);
    }

    private static Multi<Named> each(Uni<List<Named>> links) {
        return links.onItem().transformToMulti(all -> Multi.createFrom().iterable(all));
    }

    private static void note(DirectoryLister.Entry entry, Set<String> listed) {
        if (entry.listed() instanceof ListingItem.RemoteFile file) {
            listed.add(LinkResult.place(file.url()));
        }
    }

    private FileDiscovery discovery(ObservationTracker tracked, SearchRun run) {
        return new FileDiscovery(tracked, run, (url, listedPath) -> inside(url, listedPath, tracked, run));
    }

    /** A file with a link of its own. */
    private Multi<Wanted> linked(Named link, FileDiscovery discovery, ObservationTracker tracked, SearchRun run) {
        if (run.scope().isDone(tracked.observation(), link.url())) {
            return Multi.createFrom().empty();
        }
        String prefix = run.parts().prefix(tracked.observation());
        String top = LinkNames.directory(tracked.observation().substring(prefix.length()));
        Optional<RecoveredFile> before = discovery.meet(link.url());
        if (before.isPresent()) {
            String told = before.get().path();
            return ways(link, UniquePaths.nameIn(told), tracked, run)
                    .onItem()
                    .transformToMultiAndConcatenate(
                            download -> discovery.again(before.get(), told.substring(prefix.length()), download));
        }
        return ways(link, null, tracked, run).onItem().transformToMultiAndConcatenate(download -> {
            String path = run.paths().placeLinked(tracked.observation(), prefix, top, link.name());
            return discovery.linked(
                    link.url(), path, path.substring(prefix.length()), download.called(UniquePaths.nameIn(path)));
        });
    }

    /** Empty if no source is allowed: then the observation ends as failed. */
    private Multi<Download> ways(Named link, String name, ObservationTracker tracked, SearchRun run) {
        return fileWays.of(link.link(), link.url(), name, run.request().source(), run.context())
                .toMulti()
                .onFailure(Problem.class)
                .recoverWithMulti(problem -> {
                    tracked.listingFailed((Problem) problem);
                    run.degraded(
                            Urls.authority(link.url()), "a linked file is missing: " + ((Problem) problem).detail());
                    return Multi.createFrom().empty();
                });
    }

    private static Multi<Wanted> tell(
            DirectoryLister.Entry entry, FileDiscovery discovery, ObservationTracker tracked, SearchRun run) {
        return entry.listed()
                .match(
                        page -> page(page, tracked, run),
                        file -> discovery.listed(file, entry.download()),
                        failed -> failed(failed, tracked, run));
    }

    private static Multi<Wanted> page(ListingItem.Directory page, ObservationTracker tracked, SearchRun run) {
        boolean known = run.past()
                .observation(tracked.observation())
                .map(before -> before.isListed(page.url().toString()))
                .orElse(false);
        if (known) {
            return Multi.createFrom().empty();
        }
        List<RefusedEntry> refused = page.refused().stream()
                .map(r -> new RefusedEntry(r.text(), r.reason()))
                .toList();
        tracked.refused(refused.stream().filter(RefusedEntry::loses).count());
        return FileDiscovery.nothing(run.tell(new ObservationEvent.Listed(
                tracked.observation(),
                page.url().toString(),
                page.files(),
                page.directories(),
                refused,
                tracked.origin().target(),
                tracked.origin().catalogue())));
    }

    private static Multi<Wanted> failed(ListingItem.Failed failed, ObservationTracker tracked, SearchRun run) {
        tracked.listingFailed(failed.problem());
        run.degraded(
                Urls.authority(failed.url()),
                "a directory is missing: " + failed.problem().detail());
        return Multi.createFrom().empty();
    }

    /**
     * An item listed as a file may be a directory with a link without a trailing slash: it is listed, and reported as skipped.
     *
     * @return its files as they are found; fails with a {@link Problem}, without a report, if it is not a directory
     */
    Multi<Wanted> below(Wanted file, SearchRun run) {
        WalkChain chain = file.chain().below(depth(file.listedPath()));
        FileDiscovery discovery = discovery(file.tracked(), run);
        Multi<Wanted> files = Multi.createFrom().deferred(() -> {
            if (!file.tracked().listsBelow(directories.mostPages())) {
                return Multi.createFrom().failure(tooMany(file));
            }
            var isDirectory = new AtomicBoolean();
            return entries(file.download().url(), chain, run)
                    .onItem()
                    .call(entry -> isDirectory.get() ? Uni.createFrom().voidItem() : entered(file, entry, run))
                    .invoke(entry -> isDirectory.set(true))
                    .onItem()
                    .transformToMultiAndConcatenate(
                            entry -> tell(moved(entry, file.listedPath()), discovery, file.tracked(), run))
                    .onFailure(problem -> problem instanceof Problem && isDirectory.get())
                    .recoverWithMulti(problem -> {
                        file.tracked().listingFailed((Problem) problem); // the file itself has already ended
                        return Multi.createFrom().empty();
                    });
        });
        Multi<Wanted> end = Multi.createFrom()
                .deferred(() -> FileDiscovery.nothing(file.tracked().fileEnded()));
        return Multi.createBy().concatenating().streams(files, end).map(found -> found.below(chain));
    }

    /** Called for the first item listed in it. */
    private static Uni<Void> entered(Wanted file, DirectoryLister.Entry first, SearchRun run) {
        return first.listed() instanceof ListingItem.Failed failed
                ? Uni.createFrom().failure(failed.problem())
                : run.tell(new FileEvent.Skipped(file.path(), FileEvent.Skipped.DIRECTORY));
    }

    private static Problem tooMany(Wanted file) {
        URI url = file.download().url();
        String detail =
                "too many directories whose links have no slash at their end, before " + QuotedText.of(url.toString());
        return Problem.of(ProblemType.TOO_LARGE, detail).at(Urls.authority(url));
    }

    /** The number of directories between the linked one and the end of this path. */
    private static int depth(String listedPath) {
        return (int) listedPath.chars().filter(c -> c == '/').count();
    }

    /** The same for a directory that an earlier run of the search has reported. */
    private Multi<Wanted> inside(URI url, String listedPath, ObservationTracker tracked, SearchRun run) {
        WalkChain chain = WalkChain.TOP.below(depth(listedPath));
        FileDiscovery discovery = discovery(tracked, run);
        return entries(url, chain, run)
                .onItem()
                .transformToMultiAndConcatenate(entry -> tell(moved(entry, listedPath), discovery, tracked, run))
                .onFailure(Problem.class)
                .recoverWithMulti(problem -> {
                    tracked.listingFailed((Problem) problem);
                    return Multi.createFrom().empty();
                })
                .map(found -> found.below(chain));
    }

    private Multi<DirectoryLister.Entry> entries(URI url, WalkChain chain, SearchRun run) {
        var directory = new LinkResult.Directory(URI.create(url + "/"), DirectoryRule.CONTENT_TYPE, null, null);
        return directories.list(directory, chain, run.request().source(), run.context());
    }

    /** Its own name is the last one in that path. */
    private static DirectoryLister.Entry moved(DirectoryLister.Entry entry, String listedPath) {
        if (!(entry.listed() instanceof ListingItem.RemoteFile file)) {
            return entry;
        }
        String below = file.path().substring(file.path().indexOf('/'));
        return new DirectoryLister.Entry(file.at(listedPath + below), entry.download());
    }

    /**
     * A file to be fetched: its sources, and its path in this search.
     *
     * @param listedPath the path from the linked directory, which is its first name
     * @param chain of the walk that found it
     */
    public record Wanted(
            Download download, String path, String listedPath, ObservationTracker tracked, WalkChain chain) {

        Wanted below(WalkChain walk) {
            return new Wanted(download, path, listedPath, tracked, walk);
        }

        /** The size, or null if unknown. */
        Long expectedBytes() {
            Long exact = download.ways().get(0).bytes();
            return exact == null ? download.roughBytes() : exact;
        }
    }
}
