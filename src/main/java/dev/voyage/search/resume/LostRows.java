package dev.voyage.search.resume;

import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Rows that an earlier search reported, from its journal, for a retry that no longer finds them. */
public final class LostRows {

    private final Journal journal;
    private final List<String> searches;

    /** @param searches to look in, the latest first */
    public LostRows(Journal journal, List<String> searches) {
        this.journal = journal;
        this.searches = List.copyOf(searches);
    }

    /** The row of an observation that was selected; empty if no journal has it any more. Fails with {@code STORAGE}. */
    public Uni<Optional<ObservationEvent.Found>> find(String observation) {
        return Multi.createFrom()
                .iterable(searches)
                .onItem()
                .transformToMultiAndConcatenate(search -> journal.events(search, observation, Long.MAX_VALUE))
                .onItem()
                .<JournalEntry>transformToMultiAndConcatenate(
                        page -> Multi.createFrom().iterable(page))
                .filter(EventType.OBSERVATION_FOUND::is)
                .map(entry -> EventCodec.read(entry, ObservationEvent.Found.class))
                .filter(found -> found.selected() && !found.repeatsAnother())
                .toUni() // which takes the first, and stops reading
                .map(Optional::ofNullable);
    }
}
