package dev.voyage.search.fetch;

import dev.voyage.archive.listing.FileHead;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources of one linked file: like those of files in directories, but each source is asked for this file alone. */
final class FileWays {

    private final ListingSources archives;

    FileWays(ListingSources archives) {
        this.archives = archives;
    }

    /**
     * The file, with the sources that the preference allows; {@code auto} uses all that have it, the archive itself last.
     *
     * @param name its name in the result
     * @return fails with a {@code Problem} if the preference is a single source that does not have it
     */
    Uni<Download> of(LinkResult.Other link, URI url, String name, SourcePreference source, RequestContext notices) {
        return switch (source) {
            case HTTPS -> Uni.createFrom().item(download(link, url, name, List.of(web(url)), List.of()));
            case MOUNT -> mounted(url).map(way -> download(link, url, name, List.of(way), List.of()));
            case S3 ->
                bucket(link, url, notices)
                        .map(way ->
                                download(link, url, name, List.of(way.orElseThrow(() -> noBucket(url))), List.of()));
            case AUTO -> any(link, url, name, notices);
        };
    }

    private Uni<Download> any(LinkResult.Other link, URI url, String name, RequestContext notices) {
        var ways = new ArrayList<FileSource>();
        var without = new ArrayList<String>();
        Uni<Optional<FileSource>> mount = isMounted(url)
                ? mounted(url).map(Optional::of).onFailure(Problem.class).recoverWithItem(problem -> {
                    without.add("not in the mounted archive: " + problem.detail());
                    return Optional.empty();
                })
                : Uni.createFrom().item(Optional.empty());
        return mount.invoke(way -> way.ifPresent(ways::add))
                .chain(() -> bucket(link, url, notices))
                .map(way -> {
                    way.ifPresent(ways::add);
                    if (way.isEmpty() && object(link, url).isPresent()) {
                        without.add("not in the bucket: it is not there");
                    }
                    ways.add(web(url));
                    return download(link, url, name, ways, without);
                });
    }

    private boolean isMounted(URI url) {
        return url.getRawQuery() == null && archives.mounts().placeOf(url).isPresent();
    }

    private Uni<FileSource> mounted(URI url) {
        return archives.mount()
                .file(url)
                .map(found -> new FileSource.Mounted(found.place(), found.bytes(), found.modified()));
    }

    private Optional<URI> object(LinkResult.Other link, URI url) {
        return archives.buckets().objectOf(url, link.cloudAccess());
    }

    private Uni<Optional<FileSource>> bucket(LinkResult.Other link, URI url, RequestContext notices) {
        return object(link, url)
                .map(object -> archives.web().head(object, notices).map(head -> head.filter(it -> it.bytes() != null)
                        .map(it -> way(object, it))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static FileSource way(URI object, FileHead head) {
        return new FileSource.Bucket(object, head.bytes(), head.etag());
    }

    private static FileSource web(URI url) {
        return new FileSource.Web(url, null, null);
    }

    private static Problem noBucket(URI url) {
        return Problem.of(
                ProblemType.NOT_CONFIGURED,
                "no bucket is known to have " + QuotedText.of(url.toString()) + " (voyage.s3)");
    }

    /** The size in the link is a hint: it is expected, but proves nothing. */
    private static Download download(
            LinkResult.Other link, URI url, String name, List<FileSource> ways, List<String> without) {
        return new Download(url, name, link.bytes(), null, ways, without);
    }
}
