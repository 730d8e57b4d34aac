package dev.voyage.search;

import dev.voyage.journal.SearchRecord;

/**
 * A search that is in the store.
 *
 * @param fresh false where the same idempotency key had started it before
 */
public record Started(SearchRecord search, boolean fresh) {}
