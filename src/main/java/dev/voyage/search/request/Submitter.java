package dev.voyage.search.request;

/**
 * The submitter of a search.
 *
 * @param id the owner that the search is stored under; empty if unknown
 * @param counted the key that per-client limits count by; empty for none, when only per-search limits apply
 */
public record Submitter(String id, String counted) {

    /** An unknown submitter. */
    public static final Submitter NOBODY = new Submitter("", "");
}
