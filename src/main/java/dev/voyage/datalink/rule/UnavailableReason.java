package dev.voyage.datalink.rule;

import java.util.Locale;

/** The reason why there is nothing to download for an observation. The words are public. */
public enum UnavailableReason {
    /** It exists, and is not public yet. */
    PROPRIETARY,
    /** It is planned, or was cancelled. */
    NOT_OBSERVED,
    /** It has links, and none is a directory by any rule. */
    NO_LINK,
    /** The service reports an error for this observation. */
    FAULT;

    /** The word in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
