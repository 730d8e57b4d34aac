package dev.voyage.archive;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Leash;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.Urls;
import dev.voyage.http.Watched;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.URI;

/**
 * Directories as buckets have them, over S3's plain HTTP interface and without credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class S3Archive {

    private static final int LONGEST_ERROR = 65_536;

    private final Http http;
    private final Patience patience;
    private final ListingConfig config;

    public S3Archive(Http http, Patience patience, ListingConfig config) {
        this.http = http;
        this.patience = patience;
        this.config = config;
    }

    /**
     * All objects below a prefix, in the order of their keys, with exact sizes and times: of each
     * page of the list that has any one {@code Directory}, whose {@code directories} is 0, and then
     * its files, each with its {@link Listed.S3Object}. A page is asked for when what came before
     * was taken. Ends when all is read, or behind a {@code Failed}: of {@code TOO_LARGE} when a
     * limit of {@link ListingConfig} is reached, or of what befell a later page. Cancelling hangs
     * up.
     *
     * @param directory what the prefix is in the web archive: files have the addresses and paths
     *     that {@link HttpArchive#walk} would give them
     * @return fails only when nothing has been given yet: as {@link Http#ask}, with the bucket's
     *     own code in the sentence; with {@code NOT_FOUND} when no key has the prefix, {@code
     *     MALFORMED} when what comes is no list, {@code CORRUPT} when it breaks off, {@code
     *     UNSAFE_NAME} when the directory's name may not become one
     */
    public Multi<Listed> walk(BucketPrefix prefix, URI directory, Notices notices) {
        return Multi.createFrom().deferred(() -> {
            var walk = new S3Walk(Node.top(directory), prefix, config, page -> page(page, notices));
            return Multi.createBy()
                    .repeating()
                    .uni(walk::next)
                    .until(S3Walk.Batch::isLast)
                    .onItem()
                    .transformToMultiAndConcatenate(batch -> Multi.createFrom().iterable(batch.listed()));
        });
    }

    private Uni<S3Page> page(URI url, Notices notices) {
        Ask ask = Ask.get(url).header("Accept", "application/xml");
        return Watched.uni(
                "listing",
                url,
                notices,
                part -> Leash.uni(
                        http,
                        leash -> patience.with(leash.send(ask.by(part)).onItem().transformToUni(this::read), part)));
    }

    private Uni<S3Page> read(Answer answer) {
        if (answer.status() != 200) {
            return refused(answer);
        }
        return answer.bytes(config.pageBytes())
                .emitOn(Infrastructure.getDefaultWorkerPool()) // a page may be long to read
                .map(S3Document::page)
                .onFailure(Problem.class)
                .transform(problem -> problem.at(Urls.authority(answer.uri())));
    }

    /** The problem that any server's status is, and the bucket's own words. */
    private Uni<S3Page> refused(Answer answer) {
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

    private static S3Page fail(Answer answer) {
        throw Problem.of(Kind.MALFORMED, "no S3 list: the status is " + Quoted.of(String.valueOf(answer.status())))
                .at(Urls.authority(answer.uri()));
    }
}
