package dev.voyage.registry;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.MirrorFailover;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.TracedOperation;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.rest.RestCall;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.rows.UnreadableCells;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** RegTAP services, queried in order; the first readable answer decides. */
final class RegtapMirrors {

    private static final int MOST_ROWS = 5000;

    private final RegtapClient client;
    private final VotableReader reader;
    private final Duration timeout;
    private final MirrorFailover mirrors;

    /** Those that refuse queries about coverages. */
    private final Set<URI> plain = ConcurrentHashMap.newKeySet();

    RegtapMirrors(RegtapClient client, VotableReader reader, Duration timeout, List<URI> bases) {
        this.client = client;
        this.reader = reader;
        this.timeout = timeout;
        this.mirrors = new MirrorFailover(bases, timeout);
    }

    /** The rows, and the host they are from. */
    record Told(String host, List<Row> rows) {}

    /**
     * What the rows of an answer became.
     *
     * @param host that it is from
     * @param isCut whether there are more rows than the answer has
     */
    record Drawn<T>(String host, List<T> items, boolean isCut) {}

    private record Items<T>(List<T> items, boolean isCut) {}

    List<String> hosts() {
        return mirrors.hosts();
    }

    /** Fails with {@code UNAVAILABLE}, naming each host, when none answers. */
    Uni<Told> ask(String adql, RequestContext notices) {
        return mirrors.first(base -> traced(base, adql, notices), RegtapMirrors::noneAnswers)
                .map(answer -> new Told(answer.host(), answer.value()));
    }

    /**
     * As {@link #ask(String, RequestContext)}, for answers of many rows: each becomes an item as it arrives, and is not kept.
     *
     * @param mostRows that are read
     * @param none the failure when no registry has a usable answer
     */
    <T> Uni<Drawn<T>> draw(
            String adql,
            int mostRows,
            Function<Row, T> item,
            Function<List<MirrorFailover.Failure>, Problem> none,
            RequestContext notices) {
        Function<URI, Uni<Items<T>>> ask =
                base -> traced(base, part -> items(base, adql, mostRows, item, part), notices);
        return mirrors.first(ask, none)
                .map(answer -> new Drawn<>(
                        answer.host(), answer.value().items(), answer.value().isCut()));
    }

    /**
     * As {@link #ask(String, RequestContext)}; a registry that refuses the query, or whose answer cannot be read, is asked the
     * plainer one at once, and only that from then on.
     */
    Uni<Told> ask(String adql, String plainer, RequestContext notices) {
        return mirrors.first(
                        base -> plain.contains(base)
                                ? traced(base, plainer, notices)
                                : traced(base, first(base, adql, plainer), notices),
                        RegtapMirrors::noneAnswers)
                .map(answer -> new Told(answer.host(), answer.value()));
    }

    private Function<RequestContext, Uni<List<Row>>> first(URI base, String adql, String plainer) {
        return part -> one(base, adql, part)
                .onFailure(RegtapMirrors::isRefusal)
                .recoverWithUni(() -> one(base, plainer, part).invoke(rows -> plain.add(base)));
    }

    private static boolean isRefusal(Throwable failure) {
        return Problem.isOf(failure, ProblemType.REFUSED, ProblemType.MALFORMED);
    }

    private Uni<List<Row>> traced(URI base, String adql, RequestContext notices) {
        return traced(base, part -> one(base, adql, part), notices);
    }

    private <T> Uni<T> traced(URI base, Function<RequestContext, Uni<T>> work, RequestContext notices) {
        return TracedOperation.uni("registry", base, notices, part -> mirrors.inTime(base, part, work))
                .onFailure(Problem.class)
                .invoke(problem -> notices.degraded(Urls.authority(base), problem.getMessage()));
    }

    static Problem noneAnswers(List<MirrorFailover.Failure> failures) {
        return Problem.of(ProblemType.UNAVAILABLE, "no registry answers: " + MirrorFailover.join(failures));
    }

    private Uni<List<Row>> one(URI base, String adql, RequestContext notices) {
        return items(base, adql, MOST_ROWS, row -> row, notices).map(Items::items);
    }

    private <T> Uni<Items<T>> items(
            URI base, String adql, int mostRows, Function<Row, T> item, RequestContext notices) {
        URI tap = URI.create(base.toString().replaceFirst("/+$", ""));
        return RestCall.stream(notices, timeout, call -> client.query(tap, mostRows, adql, call))
                .chain(answer -> items(answer, Urls.authority(base), mostRows, item, notices));
    }

    /**
     * Reads to the end of the document: an error may follow the rows, and a truncated document is not a valid answer.
     * Unreadable cells are reported; an answer with an unreadable row is rejected, since that row may be the one
     * needed.
     */
    private <T> Uni<Items<T>> items(
            UpstreamResponse answer, String host, int mostRows, Function<Row, T> item, RequestContext notices) {
        var unreadable = new UnreadableCells();
        var isCut = new AtomicBoolean();
        return reader.read(answer.body())
                .invoke(RegtapMirrors::mustBeReadable)
                .invoke(event -> {
                    if (event instanceof VotableEvent.TableSkipped table) {
                        notices.degraded(
                                host,
                                "the answer has a second table, which is not read: " + QuotedText.of(table.name()));
                    } else if (event instanceof VotableEvent.Overflow) {
                        isCut.set(true);
                    }
                })
                .filter(VotableEvent.RowRead.class::isInstance)
                .map(event -> ((VotableEvent.RowRead) event).row())
                .select()
                .first(mostRows)
                .invoke(unreadable::add)
                .map(item)
                .collect()
                .asList()
                .invoke(rows -> {
                    if (!unreadable.isEmpty()) {
                        notices.degraded(host, unreadable.sentence());
                    }
                })
                .map(items -> new Items<>(items, isCut.get() || items.size() == mostRows));
    }

    private static void mustBeReadable(VotableEvent event) {
        if (event instanceof VotableEvent.RowRefused refused) {
            throw refused.problem();
        }
    }
}
