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

    List<String> hosts() {
        return mirrors.hosts();
    }

    /** Fails with {@code UNAVAILABLE}, naming each host, when none answers. */
    Uni<Told> ask(String adql, RequestContext notices) {
        return mirrors.first(base -> traced(base, adql, notices), RegtapMirrors::noneAnswers)
                .map(answer -> new Told(answer.host(), answer.value()));
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
        return failure instanceof Problem problem
                && (problem.kind() == ProblemType.REFUSED || problem.kind() == ProblemType.MALFORMED);
    }

    private Uni<List<Row>> traced(URI base, String adql, RequestContext notices) {
        return traced(base, part -> one(base, adql, part), notices);
    }

    private Uni<List<Row>> traced(URI base, Function<RequestContext, Uni<List<Row>>> work, RequestContext notices) {
        return TracedOperation.uni("registry", base, notices, part -> mirrors.inTime(base, part, work))
                .onFailure(Problem.class)
                .invoke(problem -> notices.degraded(Urls.authority(base), problem.getMessage()));
    }

    private static Problem noneAnswers(List<MirrorFailover.Failure> failures) {
        return Problem.of(ProblemType.UNAVAILABLE, "no registry answers: " + MirrorFailover.join(failures));
    }

    private Uni<List<Row>> one(URI base, String adql, RequestContext notices) {
        URI tap = URI.create(base.toString().replaceFirst("/+$", ""));
        return RestCall.stream(notices, timeout, call -> client.query(tap, MOST_ROWS, adql, call))
                .chain(answer -> rows(answer, Urls.authority(base), notices));
    }

    /**
     * Reads to the end of the document: an error may follow the rows, and a truncated document is not a valid answer.
     * Unreadable cells are reported; an answer with an unreadable row is rejected, since that row may be the one
     * needed.
     */
    private Uni<List<Row>> rows(UpstreamResponse answer, String host, RequestContext notices) {
        var unreadable = new UnreadableCells();
        return reader.read(answer.body())
                .invoke(RegtapMirrors::mustBeReadable)
                .invoke(event -> {
                    if (event instanceof VotableEvent.TableSkipped table) {
                        notices.degraded(
                                host,
                                "the answer has a second table, which is not read: " + QuotedText.of(table.name()));
                    }
                })
                .filter(VotableEvent.RowRead.class::isInstance)
                .map(event -> ((VotableEvent.RowRead) event).row())
                .select()
                .first(MOST_ROWS)
                .invoke(unreadable::add)
                .collect()
                .asList()
                .invoke(rows -> {
                    if (!unreadable.isEmpty()) {
                        notices.degraded(host, unreadable.sentence());
                    }
                });
    }

    private static void mustBeReadable(VotableEvent event) {
        if (event instanceof VotableEvent.RowRefused refused) {
            throw refused.problem();
        }
    }
}
