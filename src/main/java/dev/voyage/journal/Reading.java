package dev.voyage.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is read from the store in several steps; the next page of many when it is asked for. */
record Reading(Store store, SearchRows searches, FileRows files) {

    private static final int MANIFEST_PAGE = 1000;

    /** As {@link Journal#find(List)}. */
    Uni<List<SearchRecord>> searches(List<String> ids) {
        return store.read(connection -> {
            var found = new ArrayList<SearchRecord>();
            for (String id : ids) {
                found.add(searches.find(connection, id).orElseThrow(() -> Store.unknown(id)));
            }
            return List.copyOf(found);
        });
    }

    /** As {@link Journal#earlier}. */
    Uni<Optional<SearchRecord>> earlier(NewSearch search) {
        String key = search.idempotencyKey();
        return key == null
                ? Uni.createFrom().item(Optional.empty())
                : store.read(connection -> searches.keyed(connection, search.client(), key)
                        .map(known -> known.ifFor(searches.json().hash(search.request()))));
    }

    /** As {@link Journal#orphans}. */
    Uni<List<SearchRecord>> orphans(Instance instance) {
        return store.read(searches::unfinished).map(all -> all.stream()
                .filter(search -> !instance.lives(search.owner()))
                .toList());
    }

    /** As {@link Journal#page}. */
    Uni<List<Entry>> page(String search, long after, int limit) {
        return store.read(connection -> {
            List<Entry> page = EventRows.page(connection, search, after, limit);
            if (page.isEmpty() && searches.find(connection, search).isEmpty()) {
                throw Store.unknown(search);
            }
            return page;
        });
    }

    /** As {@link Journal#told(String, Set, long, long)}. */
    Multi<List<Entry>> told(String search, Set<String> types, long upTo, long most) {
        return Multi.createFrom().deferred(() -> {
            var place = new long[] {0, Math.max(0, most)}; // behind which event, how many more
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

    /** As {@link Journal#told(String, String, long)}. */
    Multi<List<Entry>> told(String search, String observation, long upTo) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new long[1], // behind which event
                        place -> store.read(
                                        connection -> EventRows.page(connection, search, observation, place[0], upTo))
                                .invoke(page -> place[0] = page.isEmpty()
                                        ? place[0]
                                        : page.get(page.size() - 1).seq()))
                .until(List::isEmpty);
    }

    /** As {@link Journal#manifest(String)}. */
    Multi<List<FileRecord>> manifest(String search) {
        return pages(after -> connection -> files.page(connection, search, after, MANIFEST_PAGE));
    }

    /** As {@link Journal#manifest(String, String)}. */
    Multi<List<FileRecord>> manifest(String search, String observation) {
        return pages(after -> connection -> files.page(connection, search, observation, after, MANIFEST_PAGE));
    }

    /**
     * @param page of the files behind a path
     */
    private Multi<List<FileRecord>> pages(Function<String, Store.Query<List<FileRecord>>> page) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new String[] {""}, last -> store.read(page.apply(last[0]))
                        .invoke(files -> last[0] = files.isEmpty()
                                ? last[0]
                                : files.get(files.size() - 1).file()))
                .whilst(files -> files.size() == MANIFEST_PAGE);
    }
}
