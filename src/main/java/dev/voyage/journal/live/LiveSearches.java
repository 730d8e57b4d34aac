package dev.voyage.journal.live;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.journal.record.SearchState;
import dev.voyage.journal.store.JournalJson;
import dev.voyage.journal.store.JournalWriter;
import dev.voyage.journal.store.SearchRows;
import dev.voyage.journal.store.WriteTask;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The searches that this process drives: they are added when created or adopted, and removed with their last event. */
public final class LiveSearches {

    private final Map<String, LiveSearch> searches = new ConcurrentHashMap<>();
    private final SearchRows rows;
    private final JournalJson json;
    private final Clock clock;
    private final JournalWriter writer;
    private final Executor executor;
    private final String owner;
    private final LiveSearch.Workshop workshop;

    public LiveSearches(SearchRows rows, Clock clock, JournalWriter writer, Executor executor, String owner) {
        this.rows = rows;
        this.json = rows.json();
        this.clock = clock;
        this.writer = writer;
        this.executor = executor;
        this.owner = owner;
        this.workshop = new LiveSearch.Workshop(clock, writer, gone -> searches.remove(gone.id(), gone));
    }

    public Optional<LiveSearch> find(String id) {
        return Optional.ofNullable(searches.get(id));
    }

    public LiveSearch driven(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("search " + id + " does not run here"));
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
        SearchRecord fresh = search.record(owner, now, state);
        String key = search.idempotencyKey();
        String hash = key == null ? null : json.hash(search.request());
        WriteTask.Body<SearchRows.Keyed> insert = transaction -> {
            var known = rows.keyed(transaction.connection(), search.client(), key);
            if (known.isPresent()) {
                return known.get();
            }
            rows.insert(transaction.connection(), fresh, key, hash);
            transaction.event(first, event);
            transaction.state(search.id(), state);
            return new SearchRows.Keyed(fresh, hash);
        };
        Consumer<SearchRows.Keyed> drive = keyed -> {
            if (keyed.search().id().equals(fresh.id())) {
                var tail = new LiveTail(executor, 0);
                tail.add(first, event);
                drive(search.id(), state, tail);
            }
        };
        return writer.run("create " + search.id(), insert, drive).map(keyed -> keyed.ifFor(hash));
    }

    /** As {@link Journal#adopt}. */
    public Uni<SearchRecord> adopt(SearchRecord search) {
        WriteTask.Body<SearchRecord> handOver = transaction -> {
            var connection = transaction.connection();
            String id = search.id();
            if (!searches.containsKey(id) && rows.handOver(connection, id, search.owner(), owner)) {
                return rows.find(connection, id).orElseThrow();
            }
            throw Problem.of(ProblemType.CONFLICT, "search " + id + " has ended or is driven already");
        };
        Consumer<SearchRecord> drive = now -> {
            var tail = new LiveTail(executor, now.lastSeq());
            drive(now.id(), now.state(), tail);
        };
        return writer.run("adopt " + search.id(), handOver, drive);
    }

    private void drive(String id, SearchState state, LiveTail tail) {
        searches.put(id, new LiveSearch(id, state, tail, workshop));
    }
}
