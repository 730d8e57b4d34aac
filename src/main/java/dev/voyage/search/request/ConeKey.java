package dev.voyage.search.request;

/**
 * The cone search that an event belongs to, in the words of events.
 *
 * @param target null if the search has only one
 * @param catalogue null if the search has only one
 */
public record ConeKey(String target, String catalogue) {

    /** Of a search of one target in one catalogue. */
    public static final ConeKey ONLY = new ConeKey(null, null);

    /** Whether the search has several cone searches. */
    public boolean isOneOfSeveral() {
        return target != null || catalogue != null;
    }
}
