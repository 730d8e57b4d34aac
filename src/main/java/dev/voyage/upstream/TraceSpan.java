package dev.voyage.upstream;

import java.util.Map;

/** A timed section of work for tracing, which may have sub-sections. */
public interface TraceSpan {

    /** No tracing. */
    TraceSpan NONE = new TraceSpan() {};

    /**
     * Begins a sub-section, which must be ended once.
     *
     * @param name one of a few words, such as {@code lookup}
     * @param about the subject of the work: an id, or an address without its query
     */
    default TraceSpan begin(String name, String about) {
        return this;
    }

    /** Headers for the requests made within this span. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * Ends the span.
     *
     * @param how one of a few words, such as {@code cancelled}
     * @param why it failed, or null
     */
    default void end(String how, Throwable why) {}
}
