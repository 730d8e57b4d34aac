package dev.voyage.datalink;

import java.util.Locale;

/** Why there is nothing to download for an observation. The words are public. */
public enum Reason {
    /** It exists, and is not ours to read yet. */
    PROPRIETARY,
    /** It is planned, or was cancelled. */
    NOT_OBSERVED,
    /** It has links, and none is a directory by any rule. */
    NO_LINK,
    /** The service says that something went wrong with this one. */
    FAULT;

    /** As clients see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
