package dev.voyage.api.files;

import dev.voyage.journal.record.SearchRecord;

/** File names for browsers that save data of a search. */
public final class DownloadFilename {

    private static final int LONGEST_TARGET = 40;

    private DownloadFilename() {}

    /** {@code 3C_105-ID.tar}: the target, as far as it is plain ASCII, and the search. */
    public static String name(SearchRecord search, String ending) {
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
