package dev.voyage.journal;

import java.time.Duration;

/** Who counts what is written; told on the writer's thread, must not block nor fail. */
public interface Witness {

    /** Nobody counts. */
    Witness NONE = new Witness() {};

    /**
     * A transaction is durable.
     *
     * @param changes events, phases and the like that it had
     */
    default void committed(int changes, Duration took) {}

    /**
     * An event is durable and can be read from now on; every one but the first of a search.
     *
     * @param lag how long ago it was appended
     */
    default void shown(SearchEvent event, Duration lag) {}
}
