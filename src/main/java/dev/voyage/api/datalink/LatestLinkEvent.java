package dev.voyage.api.datalink;

import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import java.util.List;
import java.util.Optional;

/** The latest event about the links of one observation; no other of its events is kept. */
final class LatestLinkEvent {

    private JournalEntry latest;

    /** Takes further events about it, in their order. */
    void take(List<JournalEntry> events) {
        for (JournalEntry event : events) {
            // it may be found again around another target, after its links were looked up
            if (latest == null || !EventType.OBSERVATION_FOUND.is(event)) {
                latest = event;
            }
        }
    }

    /** The last event about its links; if there is none, the event that it was found; empty if it was not found. */
    Optional<ObservationEvent> latest() {
        return Optional.ofNullable(latest).map(event -> EventCodec.read(event, ObservationEvent.class));
    }
}
