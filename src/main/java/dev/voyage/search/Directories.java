package dev.voyage.search;

import dev.voyage.archive.BucketPrefix;
import dev.voyage.archive.Listed;
import dev.voyage.archive.MountedFile;
import dev.voyage.datalink.Linked;
import dev.voyage.download.Download;
import dev.voyage.download.Way;
import dev.voyage.http.Notices;
import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in a linked directory, and by which ways each of its files can be had. The archive's own
 * listing says what there is; mounts and buckets, which may lag behind it, say only what they have.
 */
final class Directories {

    private final Archives archives;

    Directories(Archives archives) {
        this.archives = archives;
    }

    /** Something listed; with a file, how it can be had. */
    record Entry(Listed listed, Download download) {}

    /**
     * All below a directory, in the order of the listing that was used; {@code auto} uses the
     * archive's, and where that cannot be had another's.
     *
     * @return fails only when no listing of it can be had
     */
    Multi<Entry> list(Linked.Directory directory, Source source, Notices notices) {
        URI url = directory.url();
        return Multi.createFrom().deferred(() -> switch (source) {
            case HTTPS -> archives.web().walk(url, notices).map(this::web);
            case MOUNT -> archives.mount().walk(url, notices).onItem().transformToUniAndConcatenate(this::mounted);
            case S3 -> archives.s3().walk(bucketOf(directory), url, notices).map(this::stored);
            case AUTO -> copies(directory, notices).onItem().transformToMulti(copies -> best(url, copies, notices));
        });
    }

    private BucketPrefix bucketOf(Linked.Directory directory) {
        return archives.buckets()
                .prefixOf(directory.url(), directory.cloudAccess())
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_CONFIGURED,
                        "no bucket is known to have "
                                + Quoted.of(directory.url().toString()) + " (voyage.s3)"));
    }

    private Multi<Entry> best(URI url, Copies copies, Notices notices) {
        return archives.web()
                .walk(url, notices)
                .onItem()
                .transformToUniAndConcatenate(listed -> ways(listed, copies))
                .onFailure(Problem.class)
                .recoverWithMulti(problem -> otherwise(url, copies, (Problem) problem, notices));
    }

    /** The archive itself does not list it. */
    private Multi<Entry> otherwise(URI url, Copies copies, Problem problem, Notices notices) {
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

    private Multi<Entry> stored(String host, Copies copies, Problem problem, Notices notices) {
        if (copies.listing().isEmpty()) {
            return Multi.createFrom().failure(problem);
        }
        notices.degraded(host, problem.detail() + "; the bucket's listing is used instead");
        return Multi.createFrom().iterable(copies.listing()).map(this::stored);
    }

    private Entry web(Listed listed) {
        return listed instanceof Listed.RemoteFile file ? entry(file, List.of(webWay(file)), List.of()) : none(listed);
    }

    private Entry stored(Listed listed) {
        return listed instanceof Listed.RemoteFile file
                ? entry(file, List.of(bucketWay(file)), List.of())
                : none(listed);
    }

    private Uni<Entry> mounted(Listed listed) {
        if (!(listed instanceof Listed.RemoteFile file)) {
            return Uni.createFrom().item(none(listed));
        }
        return archives.mount().file(file.url()).map(found -> entry(file, List.of(mountWay(found)), List.of()));
    }

    private Uni<Entry> ways(Listed listed, Copies copies) {
        if (!(listed instanceof Listed.RemoteFile file)) {
            return Uni.createFrom().item(none(listed));
        }
        var without = new ArrayList<String>();
        var ways = new ArrayList<Way>();
        return (copies.isMounted() ? mountWay(file, without) : Uni.createFrom().item(Optional.<Way>empty()))
                .map(mount -> {
                    mount.ifPresent(ways::add);
                    copies.of(file, mount.isPresent() ? new ArrayList<>() : without)
                            .map(this::bucketWay)
                            .ifPresent(ways::add);
                    ways.add(webWay(file));
                    return entry(file, ways, without);
                });
    }

    private static Way mountWay(MountedFile found) {
        return new Way.Mounted(found.place(), found.bytes(), found.modified());
    }

    private Uni<Optional<Way>> mountWay(Listed.RemoteFile file, List<String> without) {
        return archives.mount()
                .file(file.url())
                .map(found -> {
                    boolean other = Copies.isAnother(found.bytes(), file);
                    if (other) {
                        without.add(
                                "not in the mounted archive: it has another version, of " + found.bytes() + " bytes");
                    }
                    return other ? Optional.<Way>empty() : Optional.of(mountWay(found));
                })
                .onFailure(Problem.class)
                .recoverWithItem(problem -> {
                    without.add("not in the mounted archive: " + problem.detail());
                    return Optional.empty();
                });
    }

    /** What the bucket has of the directory, if there is one. */
    private Uni<Copies> copies(Linked.Directory directory, Notices notices) {
        boolean mounted = archives.mounts().placeOf(directory.url()).isPresent();
        Optional<BucketPrefix> prefix = archives.buckets().prefixOf(directory.url(), directory.cloudAccess());
        if (prefix.isEmpty()) {
            return Uni.createFrom().item(new Copies(mounted, List.of(), null));
        }
        return archives.s3()
                .walk(prefix.get(), directory.url(), notices)
                .collect()
                .asList() // bounded by voyage.listing.entries
                .map(listed -> new Copies(mounted, listed, null))
                .onFailure(Problem.class)
                .recoverWithItem(problem -> new Copies(mounted, List.of(), problem.detail()));
    }

    private Way webWay(Listed.RemoteFile file) {
        boolean exact = file.object() == null && file.bytes() != null;
        return new Way.Web(file.url(), exact ? file.bytes() : null, file.listedAs());
    }

    private Way bucketWay(Listed.RemoteFile file) {
        return new Way.Bucket(file.object().url(), file.bytes(), file.object().etag());
    }

    private static Entry entry(Listed.RemoteFile file, List<Way> ways, List<String> without) {
        return new Entry(file, new Download(file.url(), file.roughBytes(), file.leastBytes(), ways, without));
    }

    private static Entry none(Listed listed) {
        return new Entry(listed, null);
    }
}
