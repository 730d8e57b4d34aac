package dev.voyage.datalink.lookup;

import dev.voyage.datalink.document.LinkSubject;
import dev.voyage.datalink.document.LinksResponseReader;
import dev.voyage.datalink.rule.Link;
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
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.ErrorDocument;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Requests {links} documents and reads them, with retries. */
public final class LinksRequests {

    private static final String VOTABLE = "application/x-votable+xml;content=datalink, application/x-votable+xml;q=0.9,"
            + " text/xml;q=0.8, */*;q=0.5";
    private static final int LONGEST_ERROR = 1 << 16;
    private static final Set<Integer> NO_HEAD = Set.of(405, 501);
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final Http http;
    private final RetryPolicy patience;
    private final VotableReader reader;
    private final RequestContext notices;

    public LinksRequests(Http http, RetryPolicy patience, VotableReader reader, RequestContext notices) {
        this.http = http;
        this.patience = patience;
        this.reader = reader;
        this.notices = notices;
    }

    /**
     * Processes an answer with a success status; with retries. Permanent error statuses are REFUSED. Cancelling closes
     * the connection at any time.
     */
    <T> Multi<T> answer(UpstreamRequest ask, Function<Uni<UpstreamResponse>, Multi<T>> made) {
        return TracedOperation.multi(
                "lookup",
                ask.uri(),
                notices,
                part -> ResponseScope.multi(http, leash -> made.apply(patience.with(send(leash, ask.by(part)), part))));
    }

    Multi<VotableEvent> read(UpstreamResponse answer) {
        return reader.read(answer.body());
    }

    /**
     * All links of a document about one observation; retries also when the body fails. Also fails with {@code
     * MALFORMED} when it is about other observations that the search knows.
     */
    Uni<List<Link>> all(UpstreamRequest ask, LinkSubject questioned) {
        return TracedOperation.uni(
                "lookup",
                ask.uri(),
                notices,
                part -> ResponseScope.uni(http, leash -> all(leash, ask.by(part), questioned, part)));
    }

    private Uni<List<Link>> all(Http leash, UpstreamRequest ask, LinkSubject questioned, RequestContext part) {
        Uni<List<Link>> once = send(leash, ask).onItem().transformToUni(answer -> {
            var reading = LinksResponseReader.behind(questioned).from(answer.uri());
            return read(answer)
                    .invoke(event -> event.accept(reading))
                    .onItem()
                    .ignoreAsUni()
                    .map(end -> whole(reading, questioned, ask));
        });
        return patience.with(once.onFailure(Problem.class).transform(at(ask)), part)
                .onFailure(Problem.class)
                .recoverWithUni(failure -> fault(failure)
                        .map(f -> Uni.createFrom().item(List.<Link>of(f)))
                        .orElse(Uni.createFrom().failure(failure)));
    }

    /** The links read, followed by unusable links for those known to be missing. */
    private List<Link> whole(LinksResponseReader reading, LinkSubject questioned, UpstreamRequest ask) {
        if (reading.isStrange()) {
            throw reading.strangeness();
        }
        reading.complaints().forEach(complaint -> degraded(ask, complaint));
        List<Link> links = new ArrayList<>(reading.linksOf(questioned.observation()));
        if (reading.isOverflow()) {
            links.add(new Link.Broken("the document has more links than it sends (OVERFLOW)"));
        }
        if (reading.refusedRows() > 0) {
            links.add(new Link.Broken(reading.refusedRows() + " of its links cannot be read"));
        }
        return links;
    }

    /**
     * The content type of an address, from the headers of its response; empty if there is none. For addresses without a
     * type in their document.
     */
    Uni<String> typeOf(URI url) {
        return TracedOperation.uni(
                        "lookup",
                        url,
                        notices,
                        part -> ResponseScope.uni(http, leash -> head(
                                        leash, UpstreamRequest.head(url).by(part))
                                .chain(answer -> NO_HEAD.contains(answer.status())
                                        ? head(leash, UpstreamRequest.get(url).by(part))
                                        : Uni.createFrom().item(answer))
                                .map(answer -> answer.status() / 100 == 2
                                        ? answer.header("Content-Type").orElse("")
                                        : "")))
                .onFailure(Problem.class)
                .recoverWithItem("");
    }

    private static Uni<UpstreamResponse> head(Http leash, UpstreamRequest ask) {
        return leash.send(ask.header("Accept-Encoding", "identity")).invoke(UpstreamResponse::discard);
    }

    /** The fault in a refusal of the whole document, in DataLink's words (DataLink 1.1, 2.4). */
    static Optional<Link.Fault> fault(Problem problem) {
        return problem.kind() == ProblemType.REFUSED ? Link.Fault.in(problem.detail()) : Optional.empty();
    }

    /** The pause before a retry; empty for no retry. */
    Optional<Duration> pauseAfter(Problem problem, int failedTries) {
        Optional<Duration> pause = problem.retryable() ? patience.pauseAfter(problem, failedTries) : Optional.empty();
        pause.ifPresent(p -> notices.throttled(problem.upstream().orElse(""), problem.detail(), Optional.of(p)));
        return pause;
    }

    void degraded(UpstreamRequest ask, String detail) {
        notices.degraded(Urls.authority(ask.uri()), detail);
    }

    static Function<Problem, Problem> at(UpstreamRequest ask) {
        return problem -> problem.upstream().isPresent() ? problem : problem.at(Urls.authority(ask.uri()));
    }

    private Uni<UpstreamResponse> send(Http leash, UpstreamRequest ask) {
        return leash.send(ask.header("Accept", VOTABLE)
                        .header("Accept-Encoding", "gzip")
                        .by(notices))
                .onItem()
                .transformToUni(answer -> accepted(ask, answer));
    }

    private Uni<UpstreamResponse> accepted(UpstreamRequest ask, UpstreamResponse answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return answer.successful(); // unless it is a part
        }
        boolean never = status == 501 || status == 505 || (status < 500 && !LATER.contains(status));
        return answer.bytes(LONGEST_ERROR)
                .onFailure(Problem.class)
                .recoverWithItem(new byte[0])
                .onItem()
                .transformToUni(this::words)
                .onItem()
                .transformToUni(words -> answer.successful()
                        .onFailure(Problem.class)
                        .transform(failure -> said(never ? refused(ask, status) : failure, words)));
    }

    private static Problem refused(UpstreamRequest ask, int status) {
        return Problem.of(ProblemType.REFUSED, "the DataLink service answers " + ask.method() + " by " + status)
                .at(Urls.authority(ask.uri()))
                .with("upstreamStatus", status);
    }

    private static Problem said(Problem problem, Optional<String> words) {
        return words.map(problem::saying).orElse(problem);
    }

    /** The message in an error's body: a VOTable's status, or a fault in plain text (DALI 1.1, 4.2). */
    private Uni<Optional<String>> words(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (Link.Fault.in(text).isPresent() && !text.startsWith("<")) {
            return Uni.createFrom().item(Optional.of(QuotedText.of(text)));
        }
        return ErrorDocument.problemIn(body, reader).map(said -> said.map(Problem::detail));
    }
}
