package dev.voyage.api;

import dev.voyage.journal.SearchRecord;

/** What a browser calls what it saves of a search. */
final class SavedAs {

    private static final int LONGEST_TARGET = 40;

    private SavedAs() {}

    /** {@code 3C_105-ID.tar}: what was looked for, as far as it is plain ASCII, and the search. */
    static String name(SearchRecord search, String ending) {
        Object target = search.request().get("target");
        String plain = target == null
                ? ""
                : target.toString().replaceAll("[^A-Za-z0-9+-]+", "_").replaceAll("^[_-]+|_+$", "");
        return (plain.isEmpty() ? "voyage" : plain.substring(0, Math.min(LONGEST_TARGET, plain.length())))
                + "-"
                + search.id()
                + "."
                + ending;
    }
}
