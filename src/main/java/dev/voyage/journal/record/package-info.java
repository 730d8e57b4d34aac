/**
 * The stored records beside the events: searches, files, the mirror's index. Start at
 * SearchRecord.
 */
package dev.voyage.journal.record;
