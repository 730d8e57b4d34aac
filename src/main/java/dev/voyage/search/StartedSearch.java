package dev.voyage.search;

import dev.voyage.journal.record.SearchRecord;

/**
 * A search that is in the store.
 *
 * @param fresh false if the same idempotency key had started it before
 */
public record StartedSearch(SearchRecord search, boolean fresh) {}
