package dev.voyage.search.request;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Locale;

/** The protocol by which the rows of a catalogue are requested. */
public enum Via {
    /**
     * TAP for several targets at a catalogue that certainly has it, else cone searches; cone searches replace incomplete answers. A
     * search for images, or for spectra, where there is neither, or where the request limits spectrum or time.
     */
    AUTO,
    /** One Simple Cone Search for each target. */
    CONE,
    /** Queries with an uploaded table of targets, and nothing else. */
    TAP,
    /** One search for images around each target, by Simple Image Access 2. */
    SIA,
    /** One search for spectra around each target, by Simple Spectral Access. */
    SSA;

    /** The word in requests and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word in events about rows; null for a cone search, which they do not name. */
    public String wordOfRows() {
        return this == CONE ? null : word();
    }

    /** Whether the protocol limits spectrum and time itself. */
    public boolean limitsRanges() {
        return this == SIA || this == SSA;
    }

    /** @throws Problem {@code BAD_PARAMETER} when the word is none of them */
    public static Via of(String word) {
        for (Via via : values()) {
            if (via.word().equals(word)) {
                return via;
            }
        }
        throw Problem.invalidField("via", "via must be auto, cone, tap, sia or ssa, not " + QuotedText.of(word));
    }
}
