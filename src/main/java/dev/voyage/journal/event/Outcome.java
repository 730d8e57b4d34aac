package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a search ended. */
public enum Outcome {
    /** Every file of every selected observation is in the mirror and verified. */
    COMPLETE(EventType.SEARCH_COMPLETED, Phase.COMPLETED),
    /** Something failed; the tally counts it. */
    PARTIAL(EventType.SEARCH_PARTIAL, Phase.COMPLETED),
    /** Nothing matched. */
    EMPTY(EventType.SEARCH_EMPTY, Phase.COMPLETED),
    /** The search could not run: name, registry or cone failed; or an internal error occurred. */
    FAILED(EventType.SEARCH_FAILED, Phase.ERROR),
    /** A client cancelled it. */
    CANCELLED(EventType.SEARCH_CANCELLED, Phase.ABORTED);

    private final EventType eventType;
    private final Phase phase;

    Outcome(EventType eventType, Phase phase) {
        this.eventType = eventType;
        this.phase = phase;
    }

    /** The outcome that the last event of a search names. */
    static Outcome of(EventType type) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.eventType == type)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The outcome of a search that was neither cancelled nor failed.
     *
     * @param hides whether something is missing that no count shows
     */
    public static Outcome of(Tally tally, boolean hides) {
        if (tally.selected() == 0 && !hides) {
            return EMPTY;
        }
        boolean fails = tally.failed() > 0 || tally.failedObservations() > 0 || tally.refused() > 0;
        return hides || fails ? PARTIAL : COMPLETE;
    }

    public String eventType() {
        return eventType.word();
    }

    /** The UWS phase of a search with this outcome. */
    public Phase phase() {
        return phase;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
