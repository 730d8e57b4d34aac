package dev.voyage.archive.s3;

import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.DirectoryNode;
import dev.voyage.archive.walk.HttpArchive;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.ResponseScope;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.TracedOperation;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.WholeLimit;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.URI;

/**
 * Directories in buckets, over S3's plain HTTP interface and without credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class S3Archive {

    private static final int LONGEST_ERROR = 65_536;

    private final Http http;
    private final RetryPolicy patience;
    private final ListingConfig config;

    public S3Archive(Http http, RetryPolicy patience, ListingConfig config) {
        this.http = http;
        this.patience = patience;
        this.config = config;
    }

    /**
     * All objects below a prefix, in the order of their keys, with exact sizes and times: for each non-empty page of
     * the list one {@code Directory} with 0 {@code directories}, and then its files, each with its {@link
     * ListingItem.S3Object}. A page is requested when the previous items have been taken. Completes when all is read,
     * or after a {@code Failed}: of {@code TOO_LARGE} when a limit of {@link ListingConfig} is reached, or with the
     * failure of a later page. Cancelling closes the connection.
     *
     * @param directory the equivalent of the prefix in the web archive: files have the addresses and paths that {@link
     *     HttpArchive#walk} would give them
     * @return fails only before the first item: as {@link Http#ask}, with the bucket's own code in the sentence; with
     *     {@code NOT_FOUND} when no key has the prefix, {@code MALFORMED} when the response is not a list, {@code
     *     CORRUPT} when it breaks off, {@code UNSAFE_NAME} when the directory's name may not become one
     */
    public Multi<ListingItem> walk(BucketPrefix prefix, URI directory, RequestContext notices) {
        return Multi.createFrom().deferred(() -> {
            var walk = new S3Walk(DirectoryNode.top(directory), prefix, config, page -> page(page, notices));
            return Multi.createBy()
                    .repeating()
                    .uni(walk::next)
                    .until(S3Walk.Batch::isLast)
                    .onItem()
                    .transformToMultiAndConcatenate(batch -> Multi.createFrom().iterable(batch.listed()));
        });
    }

    private Uni<S3Page> page(URI url, RequestContext notices) {
        UpstreamRequest ask =
                UpstreamRequest.get(url).header("Accept", "application/xml").whole(WholeLimit.any(config.pageBytes()));
        return TracedOperation.uni(
                "listing",
                url,
                notices,
                part -> ResponseScope.uni(
                        http,
                        leash -> patience.with(leash.send(ask.by(part)).onItem().transformToUni(this::read), part)));
    }

    private Uni<S3Page> read(UpstreamResponse answer) {
        if (answer.status() != 200) {
            return refused(answer);
        }
        return answer.successful() // unless it is a part
                .chain(whole -> whole.bytes(config.pageBytes()))
                .emitOn(Infrastructure.getDefaultWorkerPool()) // parsing a page may take long
                .map(S3Document::page)
                .onFailure(Problem.class)
                .transform(problem -> problem.at(Urls.authority(answer.uri())));
    }

    /** The problem for the status, as for any server, with the bucket's own words. */
    private Uni<S3Page> refused(UpstreamResponse answer) {
        return answer.bytes(LONGEST_ERROR)
                .map(S3Document::words)
                .onFailure(Problem.class)
                .recoverWithItem("")
                .onItem()
                .transformToUni(words -> answer.successful()
                        .map(noList -> fail(answer))
                        .onFailure(Problem.class)
                        .transform(problem -> words.isEmpty() ? problem : problem.saying(words)));
    }

    private static S3Page fail(UpstreamResponse answer) {
        throw Problem.of(
                        ProblemType.MALFORMED,
                        "no S3 list: the status is " + QuotedText.of(String.valueOf(answer.status())))
                .at(Urls.authority(answer.uri()));
    }
}
