package dev.voyage.journal.record;

import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import java.time.Instant;
import java.util.Map;

/** The state that results from a search's events so far; components as in {@link SearchRecord}. */
public record SearchState(
        Phase phase,
        Outcome outcome,
        Tally tally,
        Instant started,
        Instant ended,
        Long millis,
        Map<String, Object> problem,
        long lastSeq) {

    /** Before the first event. */
    public static final SearchState NEW = new SearchState(Phase.PENDING, null, Tally.ZERO, null, null, null, null, 0);

    /** The state after one more event. */
    public SearchState plus(SearchEvent event, Instant time) {
        Tally counted = tally.plus(event);
        if (event instanceof SearchEvent.Ended end) {
            return new SearchState(
                    end.outcome().phase(),
                    end.outcome(),
                    counted,
                    started,
                    time,
                    end.millis(),
                    end.problem(),
                    lastSeq + 1);
        }
        return new SearchState(phase, outcome, counted, started, ended, millis, problem, lastSeq + 1);
    }

    /** The same, now in this phase. */
    public SearchState in(Phase next, Instant time) {
        Instant first = started == null && next == Phase.EXECUTING ? time : started;
        return new SearchState(next, outcome, tally, first, ended, millis, problem, lastSeq);
    }
}
