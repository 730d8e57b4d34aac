package dev.voyage.cone;

import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.cone.upload.ConeUpload;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.ResponseScope;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.TracedOperation;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.DividedRows;
import dev.voyage.votable.ErrorDocument;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Queries Simple Cone Search services, and those for images and spectra. */
public final class ConeSearchClient {

    private static final String VOTABLE = "application/x-votable+xml, text/xml;q=0.9, application/xml;q=0.8, */*;q=0.5";
    private static final int LONGEST_ERROR = 1 << 16;

    private final Http http;
    private final RetryPolicy patience;
    private final VotableReader reader;
    private final long maxRows;
    private final TableShape.Memory shapes = new TableShape.Memory();

    /**
     * @param maxRows maximum number of observations of one search; if there are more, an {@code Overflow} follows
     */
    public ConeSearchClient(Http http, RetryPolicy patience, VotableReader reader, long maxRows) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows must be at least 1: " + maxRows);
        }
        this.http = http;
        this.patience = patience;
        this.reader = reader;
        this.maxRows = maxRows;
    }

    /**
     * One search around a position: {@code Started}, then the rows as they are parsed, in the order of the document, then its end;
     * services and overflow at their place in the document. Reads from the socket only on demand; cancelling closes the
     * connection.
     *
     * <p>Retried, within the retry policy, while the service does not answer or breaks off; events that were emitted
     * before are not emitted again, rows being matched by their content ({@link RowIdentity}). At the limit of rows an
     * {@code Overflow} is emitted and the connection is closed.
     *
     * @return fails with {@code REFUSED} and the service's own words when it reports an error (with any HTTP status),
     *     {@code MALFORMED} when the answer is not a VOTable or has no table, {@code UNAVAILABLE} or {@code CORRUPT}
     *     when the retries are exhausted
     * @see <a href="https://www.ivoa.net/documents/latest/ConeSearch.html">Simple Cone Search 1.03, 2</a>
     */
    public Multi<ConeEvent> search(PositionQuery query, RequestContext notices) {
        return Multi.createFrom()
                .deferred(() -> TracedOperation.multi(
                        query.protocol(),
                        query.endpoint(),
                        notices,
                        part -> ask(query, new ConeSearchSession(query, maxRows, shapes), 0, part)));
    }

    /**
     * The events of a cone search whose rows came in another way, as those of one target in the answer to a query about
     * several; at most the limit of rows.
     *
     * @param document its events in order, as of a VOTable that holds the rows of this cone only
     */
    public Multi<ConeEvent> events(ConeQuery query, List<VotableEvent> document, RequestContext notices) {
        return Multi.createFrom()
                .deferred(() -> rows(
                        Multi.createFrom().iterable(document),
                        Urls.authority(query.endpoint()),
                        new ConeSearchSession(query, maxRows, shapes),
                        notices));
    }

    /**
     * The rows around each of several positions, in one request. Nothing is delivered before the answer has ended and is
     * known to be whole; an answer that breaks off is requested again within the retry policy. Cancelling closes the connection.
     *
     * @return fails with {@code TOO_LARGE} when the answer is, or may be, cut at a limit: fewer positions may work; with
     *     {@code REFUSED} and the service's own words when it reports an error, as one that accepts no tables does; with
     *     {@code MALFORMED} when the rows cannot be divided among the positions; with {@code UNAVAILABLE} or
     *     {@code CORRUPT} when the retries are exhausted
     */
    public Uni<DividedRows> rows(ConeUpload upload, RequestContext notices) {
        return TracedOperation.uni("cone", upload.endpoint(), notices, part -> {
                    UpstreamRequest ask = accepting(upload.request(part), part);
                    Uni<DividedRows> once = ResponseScope.uni(
                            http,
                            leash -> leash.send(ask).chain(this::accepted).chain(answer -> whole(upload, answer)));
                    return patience.with(once, part);
                })
                .onFailure(Problem.class)
                .transform(failure -> failure.at(Urls.authority(upload.endpoint())));
    }

    private Uni<DividedRows> whole(ConeUpload upload, UpstreamResponse answer) {
        return upload.collector().of(reader.read(answer.body()));
    }

    /**
     * The events of rows that are of no cone, such as those of any query: without distances, and none of them outside.
     *
     * <p>Retried and limited as {@link #search}.
     *
     * @param service for notices
     * @param answer the document, requested once for each subscription
     */
    public Multi<ConeEvent> query(URI service, Multi<VotableEvent> answer, RequestContext notices) {
        return Multi.createFrom()
                .deferred(() -> attempt(
                        Urls.authority(service), answer, new ConeSearchSession(null, maxRows, shapes), 0, notices));
    }

    private Multi<ConeEvent> attempt(
            String host,
            Multi<VotableEvent> answer,
            ConeSearchSession reading,
            int failedTries,
            RequestContext notices) {
        return Multi.createFrom().deferred(() -> {
            var begun = new AtomicBoolean();
            return rows(answer.onItem().invoke(first -> begun.set(true)), host, reading, notices)
                    .onFailure(Problem.class)
                    .recoverWithMulti(failure -> again(
                            (Problem) failure,
                            begun.get() ? host : null,
                            reading,
                            failedTries + 1,
                            notices,
                            () -> attempt(host, answer, reading, failedTries + 1, notices)));
        });
    }

    private Multi<ConeEvent> ask(
            PositionQuery query, ConeSearchSession reading, int failedTries, RequestContext notices) {
        UpstreamRequest ask = accepting(UpstreamRequest.get(query.toUri()), notices);
        return ResponseScope.multi(
                http, leash -> patience.with(leash.send(ask).onItem().transformToUni(this::accepted), notices)
                        .onItem()
                        .transformToMulti(answer -> rows(
                                        reader.read(answer.body()), Urls.authority(answer.uri()), reading, notices)
                                .onFailure(Problem.class)
                                .recoverWithMulti(failure -> again(
                                        (Problem) failure,
                                        Urls.authority(query.endpoint()),
                                        reading,
                                        failedTries + 1,
                                        notices,
                                        () -> ask(query, reading, failedTries + 1, notices)))));
    }

    private static Multi<ConeEvent> rows(
            Multi<VotableEvent> document, String host, ConeSearchSession reading, RequestContext notices) {
        return document.select()
                .first(event -> !reading.isFull())
                .map(reading::take)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .onCompletion()
                .invoke(() -> {
                    reading.refusals().ifPresent(counted -> notices.degraded(host, counted));
                    reading.unknownFrame().ifPresent(frame -> notices.degraded(host, frame));
                })
                .onFailure(Problem.class)
                .transform(failure -> ((Problem) failure).at(host));
    }

    private static UpstreamRequest accepting(UpstreamRequest request, RequestContext context) {
        return request.header("Accept", VOTABLE)
                .header("Accept-Encoding", "gzip")
                .by(context);
    }

    /**
     * @param broken the host of an answer that broke off; null if there was none
     */
    private Multi<ConeEvent> again(
            Problem problem,
            String broken,
            ConeSearchSession reading,
            int failedTries,
            RequestContext notices,
            Supplier<Multi<ConeEvent>> next) {
        Optional<Duration> pause = problem.retryable() ? patience.pauseAfter(problem, failedTries) : Optional.empty();
        if (pause.isEmpty()) {
            return Multi.createFrom().failure(problem);
        }
        if (broken == null) {
            patience.tell(problem, pause.get(), notices);
        } else {
            notices.degraded(
                    broken,
                    "the answer broke off after " + reading.rows() + " rows and is asked for again: "
                            + problem.detail());
        }
        reading.again();
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause.get().plusMillis(1)) // a delay of zero is rejected
                .onItem()
                .transformToMulti(nothing -> next.get());
    }

    /** The answer if its status is a success, else the problem, if possible in the service's words. */
    private Uni<UpstreamResponse> accepted(UpstreamResponse answer) {
        if (answer.status() / 100 == 2) {
            return answer.successful(); // unless it is a part
        }
        return answer.bytes(LONGEST_ERROR)
                .onFailure(Problem.class)
                .recoverWithItem(new byte[0])
                .onItem()
                .transformToUni(body -> ErrorDocument.problemIn(body, reader))
                .onItem()
                .transformToUni(
                        said -> answer.successful().onFailure(Problem.class).transform(failure -> said.map(
                                        p -> failure.saying(p.detail()))
                                .orElse(failure)));
    }
}
