package dev.voyage.search.request;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Locale;

/** The last step that a search takes. */
public enum Action {
    /** The rows only. */
    OBSERVATIONS,
    /** Rows, and the locations of their files. */
    LINKS,
    /** Rows, links and listings: counts files and bytes, downloads nothing. */
    PLAN,
    /** Everything, until each file is in the mirror. */
    DOWNLOAD;

    /** The word in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem {@code BAD_PARAMETER} when the word is none of them */
    public static Action of(String word) {
        for (Action action : values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw Problem.invalidField(
                "action", "action must be observations, links, plan or download, not " + QuotedText.of(word));
    }
}
