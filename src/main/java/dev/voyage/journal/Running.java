package dev.voyage.journal;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The searches that this process drives: how they come here; they leave with their last event. */
final class Running {

    private final Map<String, LiveSearch> searches = new ConcurrentHashMap<>();
    private final SearchRows rows;
    private final Json json;
    private final Clock clock;
    private final Writer writer;
    private final Executor executor;
    private final String owner;
    private final LiveSearch.Workshop workshop;

    Running(SearchRows rows, Clock clock, Writer writer, Executor executor, String owner) {
        this.rows = rows;
        this.json = rows.json();
        this.clock = clock;
        this.writer = writer;
        this.executor = executor;
        this.owner = owner;
        this.workshop = new LiveSearch.Workshop(json, clock, writer, gone -> searches.remove(gone.id(), gone));
    }

    Optional<LiveSearch> find(String id) {
        return Optional.ofNullable(searches.get(id));
    }

    LiveSearch driven(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("search " + id + " does not run here"));
    }

    void endReaders() {
        searches.values().forEach(live -> live.tail().end());
    }

    /** As {@link Journal#create}. */
    Uni<SearchRecord> create(NewSearch search) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as the store keeps it
        var event = new SearchEvent.Accepted(search.request(), search.href(), search.retryOf());
        Entry first = Entry.stored(search.id(), 1, event.type(), now, json.text(event));
        SearchState state = SearchState.NEW.plus(event, now);
        SearchRecord fresh = search.record(owner, now, state);
        String key = search.idempotencyKey();
        String hash = key == null ? null : json.hash(search.request());
        Task.Body<SearchRows.Keyed> insert = transaction -> {
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
    Uni<SearchRecord> adopt(SearchRecord search) {
        Task.Body<SearchRecord> handOver = transaction -> {
            var connection = transaction.connection();
            String id = search.id();
            if (!searches.containsKey(id) && rows.handOver(connection, id, search.owner(), owner)) {
                return rows.find(connection, id).orElseThrow();
            }
            throw Problem.of(Kind.CONFLICT, "search " + id + " has ended or is driven already");
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
