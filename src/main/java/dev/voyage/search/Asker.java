package dev.voyage.search;

/**
 * Who begins a search.
 *
 * @param id what the search is kept under; empty where nobody is known
 * @param counted what the limits for one client count it under; empty for nobody, whom only the limits for one search bind
 */
public record Asker(String id, String counted) {

    /** Nobody in particular. */
    public static final Asker NOBODY = new Asker("", "");
}
