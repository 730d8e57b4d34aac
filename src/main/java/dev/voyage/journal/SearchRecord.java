package dev.voyage.journal;

import java.time.Instant;
import java.util.Map;

/**
 * A search as the store has it: what was asked, and the fold of its events.
 *
 * @param client who asked; empty where nobody is known
 * @param owner the process that drives it, or last did
 * @param outcome null until it ended
 * @param started null until it was first executing
 * @param ended null until it ended
 * @param millis as its last event says; null until it ended
 * @param problem why it failed, JSON-ready, or null
 * @param lastSeq of its events
 * @param retryOf the search whose failures it runs again, or null
 * @param pinned whether it is kept whatever its age
 */
public record SearchRecord(
        String id,
        Map<String, Object> request,
        String href,
        String client,
        String owner,
        Instant created,
        Phase phase,
        Outcome outcome,
        Tally tally,
        Instant started,
        Instant ended,
        Long millis,
        Map<String, Object> problem,
        long lastSeq,
        String retryOf,
        boolean pinned) {

    SearchState state() {
        return new SearchState(phase, outcome, tally, started, ended, millis, problem, lastSeq);
    }
}
