package dev.voyage.journal.store;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.journal.record.StoreMember;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries that need several steps; further pages are read on demand. */
public record JournalQueries(Store store, SearchRows searches) {

    /** As {@link Journal#find(List)}. */
    public Uni<List<SearchRecord>> searches(List<String> ids) {
        return store.read(connection -> {
            var found = new ArrayList<SearchRecord>();
            for (String id : ids) {
                found.add(searches.find(connection, id).orElseThrow(() -> Store.unknown(id)));
            }
            return List.copyOf(found);
        });
    }

    /** As {@link Journal#earlier}. */
    public Uni<Optional<SearchRecord>> earlier(NewSearch search) {
        String key = search.idempotencyKey();
        return key == null
                ? Uni.createFrom().item(Optional.empty())
                : store.read(connection -> searches.keyed(connection, search.client(), key)
                        .map(known -> known.ifFor(searches.json().hash(search.request()))));
    }

    /** As {@link Journal#orphans}. */
    public Uni<List<SearchRecord>> orphans(StoreMember member) {
        if (searches.dialect().leases()) {
            return store.read(searches::unleased);
        }
        var process = (ProcessLock) member; // the only other kind
        return store.read(searches::unfinished).map(all -> all.stream()
                .filter(search -> !process.lives(search.owner()))
                .toList());
    }

    /** As {@link Journal#page}. */
    public Uni<List<JournalEntry>> page(String search, long after, int limit) {
        return store.read(connection -> {
            List<JournalEntry> page = EventRows.page(connection, search, after, limit);
            if (page.isEmpty() && searches.find(connection, search).isEmpty()) {
                throw Store.unknown(search);
            }
            return page;
        });
    }

    /** As {@link Journal#events(String, Set, long, long)}. */
    public Multi<List<JournalEntry>> events(String search, Set<String> types, long upTo, long most) {
        return Multi.createFrom().deferred(() -> {
            var place = new long[] {0, Math.max(0, most)}; // the last event read, and the remaining number
            return Multi.createBy()
                    .repeating()
                    .uni(() -> store.read(
                                    connection -> EventRows.page(connection, search, types, place[0], upTo, place[1]))
                            .invoke(page -> {
                                place[0] = page.isEmpty()
                                        ? place[0]
                                        : page.get(page.size() - 1).seq();
                                place[1] -= page.size();
                            }))
                    .whilst(page -> !page.isEmpty() && place[1] > 0)
                    .filter(page -> !page.isEmpty());
        });
    }

    /** As {@link Journal#events(String, String, long)}. */
    public Multi<List<JournalEntry>> events(String search, String observation, long upTo) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new long[1], // the last event read
                        place -> store.read(
                                        connection -> EventRows.page(connection, search, observation, place[0], upTo))
                                .invoke(page -> place[0] = page.isEmpty()
                                        ? place[0]
                                        : page.get(page.size() - 1).seq()))
                .until(List::isEmpty);
    }
}
