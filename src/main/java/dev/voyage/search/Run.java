package dev.voyage.search;

import dev.voyage.http.Notices;
import dev.voyage.http.Party;
import dev.voyage.http.Step;
import dev.voyage.journal.Journal;
import dev.voyage.journal.ObservationEvent;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.SearchEvent;
import dev.voyage.journal.SearchRecord;
import dev.voyage.journal.Signal;
import dev.voyage.journal.Tally;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * One search under way: what it was asked, what it has counted, and the only way to its journal.
 * Nothing can be told after the end.
 */
final class Run implements Notices {

    private static final Logger LOG = Logger.getLogger(Run.class);

    private final String id;
    private final String counted;
    private final Share share;
    private Party party;
    private Step step = Step.NONE;
    private final SearchRequest request;
    private final Journal journal;
    private final Clock clock;
    private final Instant started;
    private final String retryOf;
    private final boolean again;
    private final Plan plan = new Plan();
    private final Pace pace = new Pace();
    private final Budget budget;
    private final Paths paths = new Paths();
    private final Parts parts;
    private final Drain drain = new Drain();
    private Past past = new Past();
    private Scope scope = Scope.ALL;
    private Tally tally;
    private boolean incomplete;
    private boolean notUnderstood;
    private Uni<Void> end;

    /**
     * @param search as the store has it
     * @param counted whom the limits count it under, as in {@link Asker}
     * @param share of what that one may take; closed when the run is over
     * @param mostBytes that it may bring
     */
    Run(
            SearchRecord search,
            SearchRequest request,
            String counted,
            Share share,
            OptionalLong mostBytes,
            Journal journal,
            Clock clock) {
        share.remember(search.tally().observations(), search.tally().bytes());
        this.budget = new Budget(mostBytes, search.tally().bytes(), share);
        this.id = search.id();
        this.counted = counted;
        this.share = share;
        this.party = Party.of(id);
        this.request = request;
        this.journal = journal;
        this.clock = clock;
        this.started = search.started() == null ? clock.instant() : search.started();
        this.retryOf = search.retryOf();
        this.again = search.lastSeq() > 1;
        this.tally = search.tally();
        this.parts = new Parts(request, search.tally().observations(), share);
    }

    /**
     * Before it begins: what earlier lives of it have told, and what it is about; at once where it
     * has none and is no retry. Fails with {@code STORAGE}.
     */
    Uni<Void> remember() {
        Uni<Past> told = again ? PastReader.of(journal, id) : Uni.createFrom().item(new Past());
        return Uni.combine()
                .all()
                .unis(told, Scope.of(journal, retryOf))
                .asTuple()
                .map(both -> {
                    past = both.getItem1();
                    scope = both.getItem2();
                    incomplete = past.incomplete;
                    notUnderstood = past.notUnderstood;
                    past.paths.forEach(paths::take);
                    parts.remember(past);
                    pace.goesOn(past.filesEnded, past.bytesHere);
                    return null;
                });
    }

    /** What need not be told again. */
    Past past() {
        return past;
    }

    Scope scope() {
        return scope;
    }

    /** What its several targets and catalogues share. */
    Parts parts() {
        return parts;
    }

    /** Where its files go. */
    Paths paths() {
        return paths;
    }

    /** The files under way. */
    Drain drain() {
        return drain;
    }

    String id() {
        return id;
    }

    /** Whom the limits count it under; empty for nobody. */
    String counted() {
        return counted;
    }

    @Override
    public synchronized Party party() {
        return party;
    }

    @Override
    public synchronized Step step() {
        return step;
    }

    /** It runs, as a part of this. */
    synchronized void begins(Step whole) {
        step = whole.begin("search", id);
        party = new Party(id, step.headers());
    }

    SearchRequest request() {
        return request;
    }

    Plan plan() {
        return plan;
    }

    Budget budget() {
        return budget;
    }

    /** To be told what becomes of each file; whoever watches sees it now and then. */
    Pace pace() {
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
    synchronized Uni<Void> tell(SearchEvent event) {
        if (end != null) {
            return Uni.createFrom().voidItem(); // a step that was cancelled may still have had something to say
        }
        tally = tally.plus(event);
        return journal.append(id, event);
    }

    /**
     * Tells a row; of an observation that was told as selected before, around another target, as repeated.
     *
     * @param found not yet repeated
     */
    synchronized Uni<Void> tell(ObservationEvent.Found found, Origin origin) {
        boolean repeated = found.selected() && !parts.takes(found.observation(), origin);
        return tell(repeated ? found.again() : found);
    }

    /** One of several targets, catalogues or cone searches failed: it is told, and the others go on. */
    Uni<Void> partFailed(SearchEvent told, Problem problem) {
        incomplete();
        parts.failed(problem);
        return tell(told);
    }

    /** Shows live readers how far something is. */
    void signal(Signal progress) {
        journal.signal(id, progress);
    }

    /**
     * Something is missing although nothing failed by name: the outcome cannot be {@code complete}.
     */
    synchronized void incomplete() {
        incomplete = true;
    }

    /** The links of an observation fit no rule. */
    synchronized void notUnderstood() {
        notUnderstood = true;
    }

    /** Ends the search by what it has counted. */
    synchronized Uni<Void> finish() {
        boolean hides = incomplete || (notUnderstood && tally.linked() == 0);
        Outcome outcome = Outcome.COMPLETE;
        if (tally.selected() == 0 && !hides) {
            outcome = Outcome.EMPTY;
        } else if (hides || tally.failed() > 0 || tally.failedObservations() > 0) {
            outcome = Outcome.PARTIAL;
        }
        return end(outcome, null);
    }

    /** Ends the search; only the first end counts, and whoever comes later waits for that one. */
    synchronized Uni<Void> end(Outcome outcome, Problem problem) {
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
        share.close(); // before anybody can see the end, and begin another
        end = journal.append(id, last).memoize().indefinitely();
        step.end(outcome.word(), problem);
        return end;
    }

    /**
     * Ends this life of the search without an end: what is told from now on is lost, the next life
     * goes on from the journal.
     *
     * @return false where it has ended
     */
    synchronized boolean leave() {
        if (end != null) {
            return false;
        }
        end = Uni.createFrom().voidItem();
        share.close();
        step.end("left", null);
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

    private void note(SearchEvent notice) {
        // a notice that cannot be stored is no reason to stop: the next step's event will fail and
        // say why
        tell(notice)
                .subscribe()
                .with(stored -> {}, failure -> LOG.debugf("notice not stored search=%s problem=%s", id, failure));
    }
}
