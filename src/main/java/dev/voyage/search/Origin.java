package dev.voyage.search;

/**
 * Which of its cone searches something comes from, in the words of events.
 *
 * @param target null where the search has but one
 * @param catalogue null where the search has but one
 */
record Origin(String target, String catalogue) {

    /** Of a search of one target in one catalogue. */
    static final Origin ONLY = new Origin(null, null);

    /** Whether there are others beside it. */
    boolean isOneOfSeveral() {
        return target != null || catalogue != null;
    }
}
