package dev.voyage.upstream;

import dev.voyage.problem.ProblemType;

/** Counts throttling, retries and failures per host; called on any thread, must not block. */
public interface UpstreamMetrics {

    /** Counts nothing. */
    UpstreamMetrics NONE = new UpstreamMetrics() {};

    /** A host reported too many requests: 429 or 503. */
    default void throttled(String host) {}

    /** A failed request is being retried. */
    default void retried(String host, ProblemType why) {}

    /** The circuit breaker of a host has opened: it gets no requests for a while. */
    default void rests(String host) {}
}
