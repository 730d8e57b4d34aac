package dev.voyage.tap;

import dev.voyage.condition.Condition;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyPosition;
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
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Queries tables of TAP services around many positions at once. */
public final class TapClient {

    private static final int LONGEST_ERROR = 1 << 16;
    private static final int LONGEST_CAPABILITIES = 1 << 20;
    private static final int MOST_COLUMNS = 5000;

    private final Http http;
    private final RetryPolicy patience;
    private final VotableReader reader;

    public TapClient(Http http, RetryPolicy patience, VotableReader reader) {
        this.http = http;
        this.patience = patience;
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
                .chain(limits -> columns(address, part).map(columns -> new TapTable(address, columns, limits))));
    }

    private Uni<TapLimits> capabilities(TapAddress address, RequestContext notices) {
        UpstreamRequest ask = TapForm.accepting(UpstreamRequest.get(address.capabilities()), notices);
        return answered(ask, notices, answer -> answer.bytes(LONGEST_CAPABILITIES)
                .map(CapabilitiesReader::read)
                .invoke(limits -> {
                    if (!limits.uploads()) {
                        throw Problem.of(ProblemType.REFUSED, "the TAP service accepts no uploaded tables");
                    }
                }));
    }

    /** {@code table_name} may be stored with or without the delimiters of its parts. */
    private Uni<TableColumns> columns(TapAddress address, RequestContext notices) {
        String adql = "SELECT * FROM TAP_SCHEMA.columns WHERE table_name = "
                + AdqlIdentifier.literal(address.table())
                + " OR table_name = "
                + AdqlIdentifier.literal(AdqlIdentifier.table(address.table()));
        UpstreamRequest ask = TapForm.query(address.sync(), adql, MOST_COLUMNS, notices);
        return answered(ask, notices, answer -> described(answer, address.table()));
    }

    private Uni<TableColumns> described(UpstreamResponse answer, String table) {
        return reader.read(answer.body())
                .filter(VotableEvent.RowRead.class::isInstance)
                .map(event -> ((VotableEvent.RowRead) event).row())
                .select()
                .first(MOST_COLUMNS)
                .collect()
                .asList()
                .map((List<Row> rows) -> TableColumns.of(table, rows));
    }

    /**
     * The rows of the table within the radius around each position, in one synchronous query. Nothing is delivered
     * before the answer has ended and is known to be whole, of at most 20 000 rows; an answer that breaks
     * off is requested again within the retry policy. Cancelling closes the connection.
     *
     * @param condition the part of it that the service decides in the same way is sent along; the rows returned are to be
     *     judged by all of it. Null for every row
     * @return fails with {@code TOO_LARGE} when the answer is, or may be, cut at a limit: fewer positions may work; with
     *     {@code REFUSED} and the service's own words when it reports an error; with {@code MALFORMED} when the answer is
     *     not the one that was requested; with {@code UNAVAILABLE} or {@code CORRUPT} when the retries are exhausted
     */
    public Uni<ChunkAnswer> rows(
            TapTable table,
            List<SkyPosition> positions,
            double radiusDeg,
            Condition condition,
            RequestContext notices) {
        String pushed = condition == null ? null : table.pushed(condition).orElse(null);
        String adql = new ChunkQuery(table, radiusDeg, pushed).adql();
        return traced(table.address(), notices, part -> {
            UpstreamRequest ask = TapForm.upload(
                    table.address().sync(), adql, table.rows(), UploadTable.of(positions), table.patience(), part);
            return answered(
                    ask, part, answer -> collected(answer, () -> new ChunkCollector(table, positions, radiusDeg)));
        });
    }

    private Uni<ChunkAnswer> collected(UpstreamResponse answer, Supplier<ChunkCollector> fresh) {
        return Uni.createFrom().deferred(() -> {
            ChunkCollector collector = fresh.get();
            Consumer<VotableEvent> take = event -> event.accept(collector);
            return reader.read(answer.body())
                    .onItem()
                    .invoke(take)
                    .onItem()
                    .ignoreAsUni()
                    .map(ended -> collector.answer());
        });
    }

    private <T> Uni<T> traced(TapAddress address, RequestContext notices, Function<RequestContext, Uni<T>> work) {
        URI base = address.base();
        return TracedOperation.uni("tap", base, notices, work)
                .onFailure(Problem.class)
                .transform(failure -> failure.at(Urls.authority(base)));
    }

    /** Sends the request, and reads its answer to the end, again while that fails in a way that may pass. */
    private <T> Uni<T> answered(UpstreamRequest ask, RequestContext notices, Function<UpstreamResponse, Uni<T>> read) {
        Uni<T> once = ResponseScope.uni(
                http, leash -> leash.send(ask).chain(this::accepted).chain(read::apply));
        return patience.with(once, notices);
    }

    /** The answer if its status is a success, else the problem, if possible in the service's words. */
    private Uni<UpstreamResponse> accepted(UpstreamResponse answer) {
        if (answer.status() / 100 == 2) {
            return answer.successful(); // unless it is a part
        }
        return answer.bytes(LONGEST_ERROR)
                .onFailure(Problem.class)
                .recoverWithItem(new byte[0])
                .chain(body -> ErrorDocument.problemIn(body, reader))
                .chain(said -> answer.successful().onFailure(Problem.class).transform(failure -> said.map(
                                words -> failure.saying(words.detail()))
                        .orElse(failure)));
    }
}
