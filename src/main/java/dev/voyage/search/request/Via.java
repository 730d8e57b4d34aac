package dev.voyage.search.request;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Locale;

/** The protocol by which the rows of a catalogue are requested. */
public enum Via {
    /** TAP for several targets at a catalogue that certainly has it, else cone searches; cone searches replace incomplete answers. */
    AUTO,
    /** One Simple Cone Search for each target. */
    CONE,
    /** Queries with an uploaded table of targets, and nothing else. */
    TAP;

    /** The word in requests and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem {@code BAD_PARAMETER} when the word is none of them */
    public static Via of(String word) {
        for (Via via : values()) {
            if (via.word().equals(word)) {
                return via;
            }
        }
        throw Problem.invalidField("via", "via must be auto, cone or tap, not " + QuotedText.of(word));
    }
}
