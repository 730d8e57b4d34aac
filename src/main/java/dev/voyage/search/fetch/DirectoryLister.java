package dev.voyage.search.fetch;

import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.mount.MountedFile;
import dev.voyage.archive.s3.BucketPrefix;
import dev.voyage.archive.walk.WalkChain;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists a linked directory, with the sources of each of its files. The archive's own listing decides which files exist; mounts
 * and buckets, which may lag behind it, only decide which files they have.
 */
final class DirectoryLister {

    private final ListingSources archives;

    DirectoryLister(ListingSources archives) {
        this.archives = archives;
    }

    /** The maximum number of index pages that one walk reads. */
    int mostPages() {
        return archives.web().mostPages();
    }

    /** A listed item; for a file, with its sources. */
    record Entry(ListingItem listed, Download download) {}

    /**
     * All items below a directory, in the order of the listing that was used; {@code auto} uses the archive's, and if that is
     * unavailable another.
     *
     * @return fails only when no listing of it is available
     */
    Multi<Entry> list(LinkResult.Directory directory, SourcePreference source, RequestContext notices) {
        return list(directory, WalkChain.TOP, source, notices);
    }

    /** The same for a directory that a listing may have led to. */
    Multi<Entry> list(
            LinkResult.Directory directory, WalkChain chain, SourcePreference source, RequestContext notices) {
        URI url = directory.url();
        return Multi.createFrom().deferred(() -> switch (source) {
            case HTTPS -> archives.web().walk(url, chain, notices).map(this::web);
            case MOUNT -> archives.mount().walk(url, notices).onItem().transformToUniAndConcatenate(this::mounted);
            case S3 -> archives.s3().walk(bucketOf(directory), url, notices).map(this::stored);
            case AUTO ->
                copies(directory, notices).onItem().transformToMulti(copies -> best(url, chain, copies, notices));
        });
    }

    private BucketPrefix bucketOf(LinkResult.Directory directory) {
        return archives.buckets()
                .prefixOf(directory.url(), directory.cloudAccess())
                .orElseThrow(() -> Problem.of(
                        ProblemType.NOT_CONFIGURED,
                        "no bucket is known to have "
                                + QuotedText.of(directory.url().toString()) + " (voyage.s3)"));
    }

    private Multi<Entry> best(URI url, WalkChain chain, AlternativeCopies copies, RequestContext notices) {
        return archives.web()
                .walk(url, chain, notices)
                .onItem()
                .transformToUniAndConcatenate(listed -> ways(listed, copies))
                .onFailure(Problem.class)
                .recoverWithMulti(problem -> otherwise(url, copies, (Problem) problem, notices));
    }

    /** Used if the archive itself does not list the directory. */
    private Multi<Entry> otherwise(URI url, AlternativeCopies copies, Problem problem, RequestContext notices) {
        String host = Urls.authority(url);
        if (copies.isMounted()) {
            notices.degraded(host, problem.detail() + "; the mounted archive's listing is used instead");
            return archives.mount()
                    .walk(url, notices)
                    .onItem()
                    .transformToUniAndConcatenate(listed -> ways(listed, copies))
                    .onFailure(Problem.class)
                    .recoverWithMulti(alsoNot -> stored(host, copies, problem, notices));
        }
        return stored(host, copies, problem, notices);
    }

    private Multi<Entry> stored(String host, AlternativeCopies copies, Problem problem, RequestContext notices) {
        if (copies.listing().isEmpty()) {
            return Multi.createFrom().failure(problem);
        }
        notices.degraded(host, problem.detail() + "; the bucket's listing is used instead");
        return Multi.createFrom().iterable(copies.listing()).map(this::stored);
    }

    private Entry web(ListingItem listed) {
        return listed instanceof ListingItem.RemoteFile file
                ? entry(file, List.of(webWay(file)), List.of())
                : none(listed);
    }

    private Entry stored(ListingItem listed) {
        return listed instanceof ListingItem.RemoteFile file
                ? entry(file, List.of(bucketWay(file)), List.of())
                : none(listed);
    }

    private Uni<Entry> mounted(ListingItem listed) {
        if (!(listed instanceof ListingItem.RemoteFile file)) {
            return Uni.createFrom().item(none(listed));
        }
        return archives.mount().file(file.url()).map(found -> entry(file, List.of(mountWay(found)), List.of()));
    }

    private Uni<Entry> ways(ListingItem listed, AlternativeCopies copies) {
        if (!(listed instanceof ListingItem.RemoteFile file)) {
            return Uni.createFrom().item(none(listed));
        }
        var without = new ArrayList<String>();
        var ways = new ArrayList<FileSource>();
        return (copies.isMounted() ? mountWay(file, without) : Uni.createFrom().item(Optional.<FileSource>empty()))
                .map(mount -> {
                    mount.ifPresent(ways::add);
                    copies.of(file, mount.isPresent() ? new ArrayList<>() : without)
                            .map(this::bucketWay)
                            .ifPresent(ways::add);
                    ways.add(webWay(file));
                    return entry(file, ways, without);
                });
    }

    private static FileSource mountWay(MountedFile found) {
        return new FileSource.Mounted(found.place(), found.bytes(), found.modified());
    }

    private Uni<Optional<FileSource>> mountWay(ListingItem.RemoteFile file, List<String> without) {
        return archives.mount()
                .file(file.url())
                .map(found -> {
                    boolean other = AlternativeCopies.isAnother(found.bytes(), file);
                    if (other) {
                        without.add(
                                "not in the mounted archive: it has another version, of " + found.bytes() + " bytes");
                    }
                    return other ? Optional.<FileSource>empty() : Optional.of(mountWay(found));
                })
                .onFailure(Problem.class)
                .recoverWithItem(problem -> {
                    without.add("not in the mounted archive: " + problem.detail());
                    return Optional.empty();
                });
    }

    /** The bucket's files of the directory, if there is a bucket. */
    private Uni<AlternativeCopies> copies(LinkResult.Directory directory, RequestContext notices) {
        boolean mounted = archives.mounts().placeOf(directory.url()).isPresent();
        Optional<BucketPrefix> prefix = archives.buckets().prefixOf(directory.url(), directory.cloudAccess());
        if (prefix.isEmpty()) {
            return Uni.createFrom().item(new AlternativeCopies(mounted, List.of(), null));
        }
        return archives.s3()
                .walk(prefix.get(), directory.url(), notices)
                .collect()
                .asList() // limited by voyage.listing.entries
                .map(listed -> new AlternativeCopies(mounted, listed, null))
                .onFailure(Problem.class)
                .recoverWithItem(problem -> new AlternativeCopies(mounted, List.of(), problem.detail()));
    }

    private FileSource webWay(ListingItem.RemoteFile file) {
        boolean exact = file.object() == null && file.bytes() != null;
        return new FileSource.Web(file.url(), exact ? file.bytes() : null, file.listedAs());
    }

    private FileSource bucketWay(ListingItem.RemoteFile file) {
        return new FileSource.Bucket(
                file.object().url(), file.bytes(), file.object().etag());
    }

    private static Entry entry(ListingItem.RemoteFile file, List<FileSource> ways, List<String> without) {
        return new Entry(file, new Download(file.url(), file.roughBytes(), file.leastBytes(), ways, without));
    }

    private static Entry none(ListingItem listed) {
        return new Entry(listed, null);
    }
}
