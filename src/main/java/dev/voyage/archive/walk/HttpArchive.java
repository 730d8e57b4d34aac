package dev.voyage.archive.walk;

import dev.voyage.archive.index.IndexPage;
import dev.voyage.archive.listing.FileHead;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Directories as web servers list them: index pages of Apache, nginx, Caddy and similar servers. */
public final class HttpArchive {

    /** A page that announces at most this many bytes is read whole, any other as it arrives. */
    private static final int SMALL_PAGE = 1 << 20;

    /** The address of a further page in the headers of a response (RFC 8288). */
    private static final Pattern NEXT =
            Pattern.compile("<([^>]*)>\\s*;[^,<]*\\brel\\s*=\\s*\"?next\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<Integer> NO_HEAD = Set.of(405, 501);

    private final Http http;
    private final RetryPolicy patience;
    private final ListingConfig config;

    public HttpArchive(Http http, RetryPolicy patience, ListingConfig config) {
        this.http = http;
        this.patience = patience;
        this.config = config;
    }

    /**
     * All files below a directory, level by level: for each page read one {@code Directory} and then its files in page
     * order, for one that cannot be read one {@code Failed}. A directory with an index page that links to further ones
     * has several pages, read one after the other. Directories of a level are read concurrently, a few at a time.
     * Completes when all is read, or after a {@code Failed} of {@code TOO_LARGE} when a limit of {@link ListingConfig}
     * is reached. Cancelling closes the connections.
     *
     * @param directory http or https; requested with a trailing slash, otherwise byte for byte
     * @return fails only when the directory itself cannot be read: as {@link Http#ask}, and with {@code MALFORMED} when
     *     the response is not an index page, {@code REFUSED} when it leads elsewhere, {@code UNSAFE_NAME} when its own
     *     name may not become a directory
     */
    public Multi<ListingItem> walk(URI directory, RequestContext notices) {
        return walk(directory, WalkChain.TOP, notices);
    }

    /**
     * The same for a directory that may have been found by another walk: one with the same content as the top of a walk
     * above, or too deep, is one {@code Directory} with nothing in it but that refusal.
     */
    public Multi<ListingItem> walk(URI directory, WalkChain chain, RequestContext notices) {
        return Multi.createFrom().deferred(() -> new IndexWalk(
                        DirectoryNode.top(directory, chain.depth()),
                        chain,
                        config,
                        (node, url) -> page(node, url, notices))
                .run());
    }

    /** The maximum number of index pages of one walk. */
    public int mostPages() {
        return config.pages();
    }

    /**
     * The description of one file in the headers of its response; empty if that is not a success or takes too long. If
     * a server does not support HEAD, the file is requested and the connection closed.
     *
     * @return never fails with a {@code Problem}
     */
    public Uni<Optional<FileHead>> head(URI url, RequestContext notices) {
        return TracedOperation.uni(
                        "listing",
                        url,
                        notices,
                        part -> ResponseScope.uni(http, leash -> seen(
                                        leash, UpstreamRequest.head(url).by(part))
                                .chain(answer -> NO_HEAD.contains(answer.status())
                                        ? seen(leash, UpstreamRequest.get(url).by(part))
                                        : Uni.createFrom().item(answer))
                                .map(HttpArchive::head)))
                .onFailure(Problem.class)
                .recoverWithItem(Optional.empty());
    }

    private static Uni<UpstreamResponse> seen(Http leash, UpstreamRequest ask) {
        return leash.send(ask.header("Accept-Encoding", "identity")).invoke(UpstreamResponse::discard);
    }

    private static Optional<FileHead> head(UpstreamResponse answer) {
        return answer.status() / 100 != 2
                ? Optional.empty()
                : Optional.of(new FileHead(
                        answer.uri(),
                        answer.header("Content-Type").orElse(""),
                        answer.header("Content-Disposition").orElse(""),
                        answer.contentLength().isPresent()
                                ? answer.contentLength().getAsLong()
                                : null,
                        answer.header("ETag").orElse(null)));
    }

    private Uni<IndexPage> page(DirectoryNode node, URI url, RequestContext notices) {
        UpstreamRequest ask = UpstreamRequest.get(url)
                .header("Accept", "text/html, */*;q=0.1")
                .whole(WholeLimit.announced(Math.min(config.pageBytes(), SMALL_PAGE)));
        return TracedOperation.uni(
                "listing",
                url,
                notices,
                part -> ResponseScope.uni(
                        http,
                        leash -> patience.with(
                                leash.ask(ask.by(part)).onItem().transformToUni(answer -> page(node, url, answer)),
                                part)));
    }

    private Uni<IndexPage> page(DirectoryNode node, URI url, UpstreamResponse answer) {
        String type = answer.header("Content-Type").orElse("text/html").toLowerCase(Locale.ROOT);
        Problem problem = null;
        if (!node.isAlsoAt(url, answer.uri())) {
            problem = Problem.of(
                    ProblemType.REFUSED,
                    "the listing leads elsewhere: " + QuotedText.of(answer.uri().toString()));
        } else if (!type.contains("html")) {
            problem = Problem.of(ProblemType.MALFORMED, "no index page: it comes as " + QuotedText.of(type));
        }
        if (problem != null) {
            answer.discard();
            return Uni.createFrom().failure(problem.at(Urls.authority(node.url())));
        }
        return answer.bytes(config.pageBytes())
                .emitOn(Infrastructure.getDefaultWorkerPool()) // parsing a page may take long
                .map(bytes ->
                        whole(node, answer, IndexPage.read(answer.uri(), node.segments(), text(bytes) + next(answer))));
    }

    /**
     * A page that opens a list or a document without closing it was truncated in transit, unless its announced length
     * arrived; its files would be lost. A last chunk does not prove completeness: a program that fails half way sends
     * one too.
     */
    private static IndexPage whole(DirectoryNode node, UpstreamResponse answer, IndexPage page) {
        boolean proven =
                switch (page.closing()) {
                    case CLOSED -> true;
                    case UNKNOWN ->
                        answer.contentLength().isPresent()
                                || answer.header("Transfer-Encoding").isPresent();
                    case BROKEN -> answer.contentLength().isPresent();
                };
        if (!proven) {
            throw Problem.of(ProblemType.CORRUPT, "the listing breaks off: neither its list nor its page is closed")
                    .at(Urls.authority(node.url()));
        }
        return page;
    }

    private static String next(UpstreamResponse answer) {
        var next = NEXT.matcher(answer.headers("Link"));
        return next.find()
                ? "<link rel=\"next\" href='"
                        + next.group(1).replace("'", "%27").replace("&", "&amp;") + "'>"
                : "";
    }

    /** UTF-8 if valid, else one character per byte; names are percent-encoded in both cases. */
    private static String text(byte[] page) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(page))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(page, StandardCharsets.ISO_8859_1);
        }
    }
}
