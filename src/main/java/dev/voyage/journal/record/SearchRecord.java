package dev.voyage.journal.record;

import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.Tally;
import java.time.Instant;
import java.util.Map;

/**
 * A search in its stored form: the request, and the fold of its events.
 *
 * @param client the requesting client; empty if unknown
 * @param owner the process that drives it, or last did
 * @param outcome null until it ended
 * @param started null until it was first executing
 * @param ended null until it ended
 * @param millis from its last event; null until it ended
 * @param problem why it failed, JSON-ready, or null
 * @param lastSeq of its events
 * @param retryOf the search that this one retries, or null
 * @param pinned whether it is kept whatever its age
 * @param name that a person gave it, or null
 * @param retryOnly the observations and files that a retry is limited to, JSON-ready, or null
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
        boolean pinned,
        String name,
        Map<String, Object> retryOnly) {

    public SearchState state() {
        return new SearchState(phase, outcome, tally, started, ended, millis, problem, lastSeq);
    }
}
