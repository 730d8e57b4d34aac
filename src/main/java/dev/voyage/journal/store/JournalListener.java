package dev.voyage.journal.store;

import dev.voyage.journal.event.SearchEvent;
import java.time.Duration;

/** Counts written changes; called on the writer's thread, must not block nor fail. */
public interface JournalListener {

    /** Counts nothing. */
    JournalListener NONE = new JournalListener() {};

    /**
     * A transaction is durable.
     *
     * @param changes the number of events, phases and other changes in it
     */
    default void committed(int changes, Duration took) {}

    /**
     * An event is durable and readable from now on; called for every event except the first of a search.
     *
     * @param lag the time since it was appended
     */
    default void shown(SearchEvent event, Duration lag) {}
}
