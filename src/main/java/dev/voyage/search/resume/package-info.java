/**
 * Folds the journal of an interrupted search back into the state that it continues from. Start at
 * JournalReplay.
 */
package dev.voyage.search.resume;
