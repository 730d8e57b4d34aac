package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a search ended. */
public enum Outcome {
    /** Every selected observation's every file is here and verified. */
    COMPLETE("search.completed", Phase.COMPLETED),
    /** Something failed; the tally names it. */
    PARTIAL("search.partial", Phase.COMPLETED),
    /** Nothing matched. */
    EMPTY("search.empty", Phase.COMPLETED),
    /** There was nothing to search: name, registry or cone; or a bug. */
    FAILED("search.failed", Phase.ERROR),
    /** Somebody cancelled it. */
    CANCELLED("search.cancelled", Phase.ABORTED);

    private final String eventType;
    private final Phase phase;

    Outcome(String eventType, Phase phase) {
        this.eventType = eventType;
        this.phase = phase;
    }

    public String eventType() {
        return eventType;
    }

    /** The UWS phase of a search that ended so. */
    public Phase phase() {
        return phase;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
