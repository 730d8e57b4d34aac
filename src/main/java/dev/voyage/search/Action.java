package dev.voyage.search;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.Locale;

/** How far a search goes. */
public enum Action {
    /** The rows only. */
    OBSERVATIONS,
    /** Rows, and where their files lie. */
    LINKS,
    /** Rows, links and listings: counts files and bytes, downloads nothing. */
    PLAN,
    /** Everything, until each file is here. */
    DOWNLOAD;

    /** As clients write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws Problem {@code BAD_PARAMETER} when the word is none of them
     */
    public static Action of(String word) {
        for (Action action : values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw Problem.badParameter(
                "action", "action must be observations, links, plan or download, not " + Quoted.of(word));
    }
}
