package dev.voyage.tap;

import dev.voyage.condition.Condition;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyPosition;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.TracedOperation;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.DividedRows;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.table.DescribedColumn;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Queries TAP services: tables around many positions at once, and queries that a client wrote. */
public final class TapClient {

    private static final int LONGEST_CAPABILITIES = 1 << 20;
    private static final int MOST_COLUMNS = 5000;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final Pattern OUT_OF_TIME = Pattern.compile("(?i)tim(?:ed?|ing)[- ]?out|took too long");

    private final TapExchange exchange;
    private final TapJobs jobs;
    private final VotableReader reader;

    public TapClient(Http http, RetryPolicy patience, VotableReader reader) {
        this.exchange = new TapExchange(http, patience, reader);
        this.jobs = new TapJobs(exchange, System::nanoTime, Clock.systemUTC());
        this.reader = reader;
    }

    /**
     * Asks the service for its limits and the columns of the table, one request each.
     *
     * @return fails with {@code REFUSED} when the service accepts no uploads, with {@code UNKNOWN_CATALOGUE} when it
     *     describes no such table, with {@code MALFORMED} when its documents cannot be read or the position of the table
     *     is not certain, and as {@link #rows} when it does not answer
     */
    public Uni<TapTable> open(TapAddress address, RequestContext notices) {
        return traced(address, notices, part -> capabilities(address, part)
                .chain(limits -> described(address, part, rows -> TableColumns.of(address.table(), rows))
                        .map(columns -> TapTable.of(address, columns, limits))));
    }

    /**
     * The columns of a table as TAP_SCHEMA describes them.
     *
     * @return at least one, in the order of the answer; fails with {@code UNKNOWN_CATALOGUE} when the service describes no such
     *     table, and as {@link #rows} when it does not answer
     */
    public Uni<List<DescribedColumn>> columns(TapAddress address, RequestContext notices) {
        return traced(
                address,
                notices,
                part -> described(address, part, rows -> {
                    List<DescribedColumn> columns = rows.stream()
                            .flatMap(row -> DescribedColumn.of(row, "column_name", "description").stream())
                            .toList();
                    if (columns.isEmpty()) {
                        throw TableColumns.unknown(address.table());
                    }
                    return columns;
                }));
    }

    /**
     * The query for the number of a table's rows within the radius around a position, for {@link #query}: one request, for the
     * columns of the table.
     *
     * @return fails with {@code UNKNOWN_CATALOGUE} when the service describes no such table, with {@code MALFORMED} when its
     *     position is not certain, and as {@link #rows} when it does not answer
     */
    public Uni<AdqlQuery> counting(TapAddress address, SkyPosition centre, double radiusDeg, RequestContext notices) {
        return traced(
                address,
                notices,
                part -> described(
                        address,
                        part,
                        rows -> ChunkQuery.counting(
                                address.table(), TableColumns.of(address.table(), rows), centre, radiusDeg)));
    }

    private Uni<CapabilitiesReader.ModeLimits> capabilities(TapAddress address, RequestContext notices) {
        return capabilities(new TapEndpoint(address.base()), notices).invoke(limits -> {
            if (!limits.sync().uploads()) {
                throw Problem.of(ProblemType.REFUSED, "the TAP service accepts no uploaded tables");
            }
        });
    }

    private Uni<CapabilitiesReader.ModeLimits> capabilities(TapEndpoint service, RequestContext notices) {
        UpstreamRequest ask = TapForm.accepting(UpstreamRequest.get(service.capabilities()), notices);
        return exchange.answered(
                ask, notices, answer -> answer.bytes(LONGEST_CAPABILITIES).map(CapabilitiesReader::read));
    }

    /** {@code table_name} may be stored with or without the delimiters of its parts. */
    private <T> Uni<T> described(TapAddress address, RequestContext notices, Function<List<Row>, T> meaning) {
        String adql = "SELECT * FROM TAP_SCHEMA.columns WHERE table_name = "
                + AdqlIdentifier.literal(address.table())
                + " OR table_name = "
                + AdqlIdentifier.literal(AdqlIdentifier.table(address.table()));
        UpstreamRequest ask = TapForm.query(address.sync(), adql, MOST_COLUMNS, notices);
        return exchange.answered(ask, notices, answer -> rows(answer).map(meaning));
    }

    private Uni<List<Row>> rows(UpstreamResponse answer) {
        return reader.read(answer.body())
                .filter(VotableEvent.RowRead.class::isInstance)
                .map(event -> ((VotableEvent.RowRead) event).row())
                .select()
                .first(MOST_COLUMNS)
                .collect()
                .asList();
    }

    /**
     * The rows of the table within the radius around each position, in one query, synchronous or as a job. Nothing is
     * delivered before the answer has ended and is known to be whole, of at most 20 000 rows; an answer that breaks
     * off is requested again within the retry policy. Cancelling closes the connection. A job is deleted at its end, and
     * when cancelled.
     *
     * @param condition the part of it that the service decides in the same way is sent along; the rows returned are to be
     *     judged by all of it. Null for every row
     * @return fails with {@code TOO_LARGE} when the answer is, or may be, cut at a limit: fewer positions may work; with
     *     {@code REFUSED} and the service's own words when it reports an error; with {@code MALFORMED} when the answer is
     *     not the one that was requested; with {@code UNAVAILABLE} or {@code CORRUPT} when the retries are exhausted
     */
    public Uni<DividedRows> rows(
            TapTable table,
            List<SkyPosition> positions,
            double radiusDeg,
            Condition condition,
            RequestContext notices) {
        String pushed = condition == null ? null : table.pushed(condition).orElse(null);
        String adql = new ChunkQuery(table, radiusDeg, pushed).adql();
        return traced(table.address(), notices, part -> {
            UpstreamRequest ask = TapForm.upload(
                    table.byJobs() ? table.address().jobs() : table.address().sync(),
                    adql,
                    table.rows(),
                    UploadTable.of(positions),
                    table.patience(),
                    part);
            Function<UpstreamResponse, Uni<DividedRows>> read =
                    answer -> exchange.collected(answer, () -> new ChunkCollector(table, positions, radiusDeg));
            return table.byJobs()
                    ? jobs.result(ask, part, read)
                    : exchange.answered(ask, part, read, why -> isTooSlow(why) ? why.inVain() : why);
        });
    }

    /**
     * The answer to a query, synchronous, or of a job where the limits of synchronous queries are narrower or it takes too
     * long. Reads from the socket only on demand; cancelling closes the connection. A job is deleted at its end, and when
     * cancelled.
     *
     * @param mostRows that are wanted; one more is requested, and an answer at a limit of the service that does not say
     *     whether there are more has an {@code Overflow} at its end
     * @param read receives the answer, which is requested once for each subscription, and reads it to its end or as far as
     *     is wanted
     * @return fails with {@code REFUSED} and the service's own words when it reports an error, and as {@link #rows} otherwise
     */
    public <T> Multi<T> query(
            TapEndpoint service,
            AdqlQuery query,
            long mostRows,
            RequestContext notices,
            Function<Multi<VotableEvent>, Multi<T>> read) {
        return Multi.createFrom()
                .deferred(() -> TracedOperation.multi("tap", service.base(), notices, part -> limits(service, part)
                        .onItem()
                        .transformToMulti(limits -> {
                            Multi<T> job = byJob(service, query, rows(mostRows, limits.jobs()), part, read);
                            return limits.sync().isNarrowerThan(limits.jobs(), 0, mostRows + 1)
                                    ? job
                                    : atOnce(service, query, mostRows, limits.sync(), part, read)
                                            .onFailure(TooSlow.class)
                                            .recoverWithMulti(job);
                        })))
                .onFailure(Problem.class)
                .transform(failure -> ((Problem) failure).at(Urls.authority(service.base())));
    }

    /** The limits of a service; none if its document cannot be used. */
    private Uni<CapabilitiesReader.ModeLimits> limits(TapEndpoint service, RequestContext notices) {
        return capabilities(service, notices)
                .onFailure(failure -> failure instanceof Problem problem && !problem.retryable())
                .recoverWithItem(failure -> {
                    notices.degraded(
                            Urls.authority(service.base()),
                            "the limits of the TAP service are not known: " + ((Problem) failure).detail());
                    return new CapabilitiesReader.ModeLimits(TapLimits.NONE, TapLimits.NONE);
                });
    }

    private static int rows(long mostRows, TapLimits limit) {
        return (int) Math.max(
                1,
                Math.min(
                        Math.min(mostRows + 1, Integer.MAX_VALUE),
                        limit.outputRows().orElse(Long.MAX_VALUE)));
    }

    /** A synchronous query without rows yet takes too long. */
    private static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooSlow(Problem why) {
            super(why.detail(), why, false, false);
        }
    }

    private <T> Multi<T> atOnce(
            TapEndpoint service,
            AdqlQuery query,
            long mostRows,
            TapLimits limit,
            RequestContext notices,
            Function<Multi<VotableEvent>, Multi<T>> read) {
        int most = rows(mostRows, limit);
        UpstreamRequest ask =
                TapForm.query(service.sync(), query.text(), most, notices).patience(limit.patience());
        return Multi.createFrom().deferred(() -> {
            var begun = new AtomicBoolean();
            return read.apply(orOverflow(exchange.document(ask, why -> isTooSlow(why) ? why.inVain() : why), most))
                    .onItem()
                    .invoke(first -> begun.set(true))
                    .onFailure(failure -> !begun.get() && failure instanceof Problem why && isTooSlow(why))
                    .transform(failure -> {
                        var slow = new TooSlow((Problem) failure);
                        notices.degraded(
                                Urls.authority(service.base()), "the query runs as a job now: " + slow.getMessage());
                        return slow;
                    });
        });
    }

    private <T> Multi<T> byJob(
            TapEndpoint service,
            AdqlQuery query,
            int most,
            RequestContext notices,
            Function<Multi<VotableEvent>, Multi<T>> read) {
        UpstreamRequest creation = TapForm.query(service.jobs(), query.text(), most, notices);
        return jobs.rows(
                creation,
                notices,
                result -> read.apply(orOverflow(
                        exchange.document(TapForm.accepting(UpstreamRequest.get(result), notices), why -> why), most)));
    }

    /** The same document, with an overflow at its end if it has as many rows as were requested and does not report one. */
    private static Multi<VotableEvent> orOverflow(Multi<VotableEvent> document, int most) {
        return Multi.createFrom().deferred(() -> {
            var rows = new AtomicLong();
            return document.onItem()
                    .invoke(event -> {
                        if (event instanceof VotableEvent.RowRead) {
                            rows.incrementAndGet();
                        } else if (event instanceof VotableEvent.Overflow) {
                            rows.set(Long.MIN_VALUE);
                        }
                    })
                    .onCompletion()
                    .continueWith(() -> rows.get() < most
                            ? List.of()
                            : List.of(new VotableEvent.Overflow("the answer has " + most
                                    + " rows, as many as the service sends, and does not say whether there are more")));
        });
    }

    /**
     * Whether a synchronous query failed because it takes too long, so that a job may succeed: no answer in time, or an
     * error that says so.
     */
    public static boolean isTooSlow(Problem why) {
        Object status = why.members().get("upstreamStatus");
        return why.members().containsKey("waitedMillis")
                || Integer.valueOf(REQUEST_TIMEOUT).equals(status)
                || Integer.valueOf(GATEWAY_TIMEOUT).equals(status)
                || (why.kind() == ProblemType.REFUSED
                        && OUT_OF_TIME.matcher(why.detail()).find());
    }

    private <T> Uni<T> traced(TapAddress address, RequestContext notices, Function<RequestContext, Uni<T>> work) {
        URI base = address.base();
        return TracedOperation.uni("tap", base, notices, work)
                .onFailure(Problem.class)
                .transform(failure -> failure.at(Urls.authority(base)));
    }
}
