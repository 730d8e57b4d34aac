package dev.voyage.http;

import dev.voyage.problem.Kind;

/** Who counts how hosts treat us; told on any thread, must not block. */
public interface Traffic {

    /** Nobody counts. */
    Traffic NONE = new Traffic() {};

    /** A host answered that we ask too much: 429 or 503. */
    default void throttled(String host) {}

    /** What failed is made up for by another try. */
    default void retried(String host, Kind why) {}

    /** A host that does nothing but fail is left alone from now on, for a while. */
    default void rests(String host) {}
}
