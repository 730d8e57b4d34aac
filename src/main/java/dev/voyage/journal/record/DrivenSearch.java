package dev.voyage.journal.record;

/**
 * A search that this process drives from now on.
 *
 * @param term of its lease; 0 where searches are not leased
 * @param takeovers in a row from lost replicas, without a new event
 */
public record DrivenSearch(SearchRecord search, long term, long takeovers) {}
