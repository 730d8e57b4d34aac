package dev.voyage.registry.interfaces;

/**
 * A version of the cone search protocol, by its identifier in the registry; the newest first.
 *
 * @see <a href="https://www.ivoa.net/documents/ConeSearch/">Simple Cone Search 1.03, 1.1 and 2</a>
 */
enum ConeVersion {
    TWO("2"),
    ONE_ONE("1.1"),
    ONE("1");

    private static final String FIRST = "ivo://ivoa.net/std/conesearch";

    private final String word;

    ConeVersion(String word) {
        this.word = word;
    }

    /** The number of the version. */
    String word() {
        return word;
    }

    /**
     * The version of a capability; null if it is no cone search. The draft of version 2 writes its identifier in two
     * ways, with and without {@code /std}.
     *
     * @param standardId in lower case
     */
    static ConeVersion of(String standardId) {
        if (standardId.startsWith("ivo://ivoa.net/std/scs2#query-2.")
                || standardId.startsWith("ivo://ivoa.net/scs2#query-2.")) {
            return TWO;
        }
        if (standardId.startsWith(FIRST + "#query-1.1")) {
            return ONE_ONE;
        }
        return standardId.equals(FIRST) || standardId.startsWith(FIRST + "#") ? ONE : null;
    }

    /** Whether a capability is an auxiliary one, of a service that has other tables too. */
    static boolean isAuxiliary(String standardId) {
        return standardId.endsWith("#aux") || standardId.endsWith("-aux") || standardId.contains("-aux-");
    }
}
