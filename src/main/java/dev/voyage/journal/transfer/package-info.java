/**
 * The contents of a store as one stream of lines, to move them into another store.
 * Start at StoreTransfer.
 */
package dev.voyage.journal.transfer;
