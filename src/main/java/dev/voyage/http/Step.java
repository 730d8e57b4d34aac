package dev.voyage.http;

import java.util.Map;

/** A stretch of work that somebody may want to see the duration of; made of further steps. */
public interface Step {

    /** Nobody watches. */
    Step NONE = new Step() {};

    /**
     * A part of this begins now; to be ended once.
     *
     * @param name one of a few words, such as {@code lookup}
     * @param about what it is done with: an id, or an address without its query
     */
    default Step begin(String name, String about) {
        return this;
    }

    /** What requests carry that are made for it. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * It is over.
     *
     * @param how one of a few words, such as {@code cancelled}
     * @param why it failed, or null
     */
    default void end(String how, Throwable why) {}
}
