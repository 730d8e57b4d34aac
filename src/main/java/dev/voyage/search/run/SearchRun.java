package dev.voyage.search.run;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.journal.event.TransientEvent;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.search.limit.ByteBudget;
import dev.voyage.search.limit.QuotaLease;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.resume.JournalReplay;
import dev.voyage.search.resume.LostRows;
import dev.voyage.search.resume.RecoveredState;
import dev.voyage.search.resume.RetryScope;
import dev.voyage.upstream.FairnessKey;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.upstream.UpstreamListener;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** One run of a search: its request, its counts, and the only access to its journal. No event can be recorded after its end. */
public final class SearchRun implements UpstreamListener {

    private static final Logger LOG = Logger.getLogger(SearchRun.class);

    private final String id;
    private final String counted;
    private final QuotaLease share;
    private RequestContext context;
    private final SearchRequest request;
    private final Journal journal;
    private final Clock clock;
    private final Instant started;
    private final SearchRecord record;
    private final boolean again;
    private final DownloadPlan plan = new DownloadPlan();
    private final ProgressMeter pace = new ProgressMeter();
    private final ByteBudget budget;
    private final UniquePaths paths = new UniquePaths();
    private final CrossConeState parts;
    private final DrainLatch drain = new DrainLatch();
    private RecoveredState past = new RecoveredState();
    private RetryScope scope = RetryScope.ALL;
    private Tally tally;
    private boolean incomplete;
    private boolean notUnderstood;
    private Uni<Void> end;

    /**
     * @param search as stored
     * @param counted the key that per-client limits count by, as in {@link Submitter}
     * @param share of the client's quota; closed when the run ends
     * @param mostBytes limit of the bytes it may fetch
     */
    public SearchRun(
            SearchRecord search,
            SearchRequest request,
            String counted,
            QuotaLease share,
            OptionalLong mostBytes,
            Journal journal,
            Clock clock) {
        share.remember(search.tally().observations(), search.tally().bytes());
        this.budget = new ByteBudget(mostBytes, search.tally().bytes(), share);
        this.id = search.id();
        this.counted = counted;
        this.share = share;
        this.context = new RequestContext(this, FairnessKey.of(id), TraceSpan.NONE);
        this.request = request;
        this.journal = journal;
        this.clock = clock;
        this.started = search.started() == null ? clock.instant() : search.started();
        this.record = search;
        this.again = search.lastSeq() > 1;
        this.tally = search.tally();
        this.parts = new CrossConeState(request, search.tally().observations(), share);
    }

    /**
     * Loads, before the run begins, the state of earlier runs and the scope of a retry; completes at once for a first run that is
     * not a retry. Fails with {@code STORAGE}.
     */
    public Uni<Void> remember() {
        Uni<RecoveredState> told =
                again ? JournalReplay.of(journal, id) : Uni.createFrom().item(new RecoveredState());
        return Uni.combine()
                .all()
                .unis(told, RetryScope.of(journal, record))
                .asTuple()
                .map(both -> {
                    past = both.getItem1();
                    scope = both.getItem2();
                    incomplete = past.incomplete;
                    notUnderstood = past.notUnderstood;
                    parts.remember(past, scope);
                    past.paths.forEach((path, observation) -> paths.take(path, observation, parts.prefix(observation)));
                    pace.goesOn(past.filesEnded, past.bytesHere);
                    return null;
                });
    }

    /** The state recorded by earlier runs, which need not be reported again. */
    public RecoveredState past() {
        return past;
    }

    public RetryScope scope() {
        return scope;
    }

    /** The state shared by its several targets and catalogues. */
    public CrossConeState parts() {
        return parts;
    }

    /** The paths of its files. */
    public UniquePaths paths() {
        return paths;
    }

    /** The files in progress. */
    public DrainLatch drain() {
        return drain;
    }

    public String id() {
        return id;
    }

    /** The key that per-client limits count by; empty for none. */
    public String counted() {
        return counted;
    }

    /** The context of its upstream requests, within its span once it runs. */
    public synchronized RequestContext context() {
        return context;
    }

    /** The run begins, within this trace span. */
    public synchronized void begins(TraceSpan whole) {
        context = context.in(whole.begin("search", id));
    }

    public SearchRequest request() {
        return request;
    }

    public DownloadPlan plan() {
        return plan;
    }

    public ByteBudget budget() {
        return budget;
    }

    /** The meter to notify about each file; its progress is sent to live readers at intervals. */
    public ProgressMeter pace() {
        pace.beat(clock.millis()).ifPresent(this::signal);
        return pace;
    }

    synchronized Tally tally() {
        return tally;
    }

    /**
     * Appends the event and counts it.
     *
     * @return completes when the journal has room for more; fails with {@code STORAGE}
     */
    public synchronized Uni<Void> tell(SearchEvent event) {
        if (end != null) {
            return Uni.createFrom().voidItem(); // a step that was cancelled may still have had something to report
        }
        tally = tally.plus(event);
        return journal.append(id, event);
    }

    /**
     * Records a row; as repeated, if an identical row was selected before.
     *
     * @param found not yet marked as repeated
     */
    public synchronized Uni<Void> tell(ObservationEvent.Found found, ConeKey origin) {
        boolean repeated = found.selected() && !parts.names().selects(found.observation(), origin);
        return tell(repeated ? found.again() : found);
    }

    /** The rows reported by the searches that this one retries. */
    public LostRows lostRows() {
        return new LostRows(journal, scope.searches());
    }

    /** One of several targets, catalogues or cone searches failed: the failure is recorded, and the others continue. */
    public Uni<Void> partFailed(SearchEvent told, Problem problem) {
        incomplete();
        parts.failed(problem);
        return tell(told);
    }

    /** Signals progress to live readers. */
    public <E extends SearchEvent & TransientEvent> void signal(E progress) {
        journal.signal(id, progress);
    }

    /** Data is missing without an event of its own for the failure: the outcome cannot be {@code complete}. */
    public synchronized void incomplete() {
        incomplete = true;
    }

    /** The links of an observation match no rule. */
    public synchronized void notUnderstood() {
        notUnderstood = true;
    }

    /** Ends the search with the outcome of its counts. */
    public synchronized Uni<Void> finish() {
        Optional<Problem> unknown = parts.unknownPicks();
        boolean hides = incomplete || unknown.isPresent() || (notUnderstood && tally.linked() == 0);
        return end(Outcome.of(tally, hides), unknown.orElse(null));
    }

    /** Ends the search; only the first call counts, and later callers wait for that one. */
    public synchronized Uni<Void> end(Outcome outcome, Problem problem) {
        if (end != null) {
            return end;
        }
        long millis = Duration.between(started, clock.instant()).toMillis();
        LOG.infof(
                "search done search=%s outcome=%s rows=%d kept=%d files=%d bytes=%d failed=%d millis=%d",
                id,
                outcome.word(),
                tally.observations(),
                tally.selected(),
                tally.files(),
                tally.bytes(),
                tally.failed() + tally.failedObservations(),
                millis);
        var last = new SearchEvent.Ended(outcome, tally, millis, problem == null ? null : problem.members());
        share.close(); // before any client can see the end, and start another search
        end = journal.append(id, last).memoize().indefinitely();
        context.span().end(outcome.word(), problem);
        return end;
    }

    /**
     * Ends this run of the search without an end event: later events are dropped, the next run continues from the journal.
     *
     * @return false if it has ended
     */
    public synchronized boolean leave() {
        if (end != null) {
            return false;
        }
        end = Uni.createFrom().voidItem();
        share.close();
        context.span().end("left", null);
        return true;
    }

    @Override
    public void throttled(String host, String detail, Optional<Duration> retryAfter) {
        note(new SearchEvent.UpstreamThrottled(
                host, detail, retryAfter.map(Duration::toSeconds).orElse(null)));
    }

    @Override
    public void degraded(String host, String detail) {
        note(new SearchEvent.UpstreamDegraded(host, detail));
    }

    /** Data is missing that is not an observation, a file or a row of its own; later runs know it too. */
    public void lost(String host, String detail) {
        incomplete();
        note(new SearchEvent.UpstreamDegraded(host, detail, true));
    }

    private void note(SearchEvent notice) {
        // a notice that cannot be stored is no reason to stop: the next step's event will fail and report why
        tell(notice)
                .subscribe()
                .with(stored -> {}, failure -> LOG.debugf("notice not stored search=%s problem=%s", id, failure));
    }
}
