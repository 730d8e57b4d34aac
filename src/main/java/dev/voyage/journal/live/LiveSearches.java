package dev.voyage.journal.live;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.ClientLoad;
import dev.voyage.journal.record.DrivenSearch;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.journal.record.SearchState;
import dev.voyage.journal.record.StoreMember;
import dev.voyage.journal.store.JournalJson;
import dev.voyage.journal.store.JournalWriter;
import dev.voyage.journal.store.LeaseRows;
import dev.voyage.journal.store.SearchRows;
import dev.voyage.journal.store.WriteTask;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The searches that this process drives: they are added when created or adopted, and removed with their last event. */
public final class LiveSearches {

    private static final int MOST_HELD = 100;

    private final Map<String, LiveSearch> searches = new ConcurrentHashMap<>();
    private final SearchRows rows;
    private final JournalJson json;
    private final Clock clock;
    private final JournalWriter writer;
    private final Executor executor;
    private final String owner;
    private final Duration life;
    private final LiveSearch.Workshop workshop;
    private volatile Consumer<String> onLost = id -> {};

    public LiveSearches(SearchRows rows, Clock clock, JournalWriter writer, Executor executor, StoreMember member) {
        this.life = member.life();
        this.rows = rows;
        this.json = rows.json();
        this.clock = clock;
        this.writer = writer;
        this.executor = executor;
        this.owner = member.id();
        this.workshop = new LiveSearch.Workshop(
                clock, writer, rows.dialect().leases(), gone -> searches.remove(gone.id(), gone), this::lost);
    }

    public Optional<LiveSearch> find(String id) {
        return Optional.ofNullable(searches.get(id));
    }

    public LiveSearch driven(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("search " + id + " does not run here"));
    }

    /** All of them, as they are now. */
    public List<LiveSearch> all() {
        return List.copyOf(searches.values());
    }

    /** Sets the receiver of searches that must not be driven here any more; called before readers learn of it, must not block. */
    public void onLost(Consumer<String> receiver) {
        onLost = receiver;
    }

    private void lost(LiveSearch search) {
        onLost.accept(search.id());
        searches.remove(search.id(), search);
    }

    public void endReaders() {
        searches.values().forEach(live -> live.tail().end());
    }

    /** As {@link Journal#create}. */
    public Uni<SearchRecord> create(NewSearch search) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // in the store's precision
        var event = new SearchEvent.Accepted(search.request(), search.href(), search.retryOf());
        JournalEntry first = JournalEntry.stored(search.id(), 1, event.type(), now, EventCodec.write(event));
        SearchState state = SearchState.NEW.plus(event, now);
        var lease = new LeaseTerm(search.id(), rows.dialect().leases() ? 1 : 0);
        long begun = System.nanoTime();
        SearchRecord fresh = search.record(owner, now, state);
        String key = search.idempotencyKey();
        String hash = key == null ? null : json.hash(search.request());
        ClientLoad load = rows.dialect().leases() ? search.load() : null;
        WriteTask.Body<Creation> insert = transaction -> {
            var connection = transaction.connection();
            if (load != null) {
                rows.leases().lockClient(connection, load.client());
            }
            var known = rows.keyed(connection, search.client(), key);
            if (known.isPresent()) {
                return new Creation(known.get(), null);
            }
            if (load != null) {
                Optional<Problem> refusal = load.limit().refusal(LeaseRows.total(connection, load.client()));
                if (refusal.isPresent()) { // no exception: others write in this transaction
                    return new Creation(null, refusal.get());
                }
            }
            if (!rows.insert(connection, fresh, key, hash, load)) {
                return new Creation(rows.keyed(connection, search.client(), key).orElseThrow(), null);
            }
            transaction.event(first, event);
            transaction.state(lease, state);
            return new Creation(new SearchRows.Keyed(fresh, hash), null);
        };
        Consumer<Creation> drive = made -> {
            if (made.refusal() == null && made.keyed().search().id().equals(fresh.id())) {
                var tail = new LiveTail(executor, 0);
                tail.add(first, event);
                drive(lease, state, tail, begun);
            }
        };
        return writer.run("create " + search.id(), insert, drive).map(made -> made.ifFor(hash));
    }

    /**
     * The result of an attempt to create a search.
     *
     * @param keyed the new search, or an earlier one with its key; null if it is refused
     * @param refusal or null
     */
    private record Creation(SearchRows.Keyed keyed, Problem refusal) {

        SearchRecord ifFor(String hash) {
            if (refusal != null) {
                throw refusal;
            }
            return keyed.ifFor(hash);
        }
    }

    /** As {@link Journal#adopt}. */
    public Uni<SearchRecord> adopt(SearchRecord search) {
        long begun = System.nanoTime();
        WriteTask.Body<DrivenSearch> handOver = transaction -> {
            var connection = transaction.connection();
            String id = search.id();
            OptionalLong term = searches.containsKey(id)
                    ? OptionalLong.empty()
                    : rows.handOver(connection, id, search.owner(), owner);
            if (term.isPresent()) {
                return new DrivenSearch(rows.find(connection, id).orElseThrow(), term.getAsLong(), 0);
            }
            throw Problem.of(ProblemType.CONFLICT, "search " + id + " has ended or is driven already");
        };
        return writer.run("adopt " + search.id(), handOver, driven -> drive(driven, begun))
                .map(DrivenSearch::search);
    }

    /**
     * Takes searches that nobody drives; each is driven from then on.
     *
     * @param most the number of searches that may run here
     * @return also the paused ones, which do not count
     */
    public Uni<List<DrivenSearch>> claim(int most) {
        long begun = System.nanoTime();
        WriteTask.Body<List<DrivenSearch>> claim = transaction -> {
            var connection = transaction.connection();
            var claims = new ArrayList<LeaseRows.Claim>();
            if (most > 0) {
                claims.addAll(rows.leases().claim(connection, false, most));
            }
            claims.addAll(rows.leases().claim(connection, true, MOST_HELD));
            var driven = new ArrayList<DrivenSearch>();
            for (LeaseRows.Claim one : claims) {
                driven.add(new DrivenSearch(
                        rows.find(connection, one.search()).orElseThrow(), one.term(), one.takeovers()));
            }
            return List.copyOf(driven);
        };
        return writer.run("claim", claim, all -> all.forEach(one -> drive(one, begun)));
    }

    private void drive(DrivenSearch driven, long begunNanos) {
        SearchRecord now = driven.search();
        var tail = new LiveTail(executor, now.lastSeq());
        drive(new LeaseTerm(now.id(), driven.term()), now.state(), tail, begunNanos);
    }

    /** @param begunNanos the moment before the lease was requested */
    private void drive(LeaseTerm lease, SearchState state, LiveTail tail, long begunNanos) {
        var search = new LiveSearch(lease, state, tail, workshop);
        search.renewed(begunNanos + life.toNanos());
        LiveSearch before = searches.get(lease.search());
        if (before != null) {
            before.abandon(Problem.of(ProblemType.CONFLICT, "search " + lease.search() + " was taken over anew"));
        }
        searches.put(lease.search(), search);
    }
}
