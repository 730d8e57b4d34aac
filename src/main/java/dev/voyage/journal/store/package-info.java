/**
 * The relational store: one writer with group commit, SQL for reading, retention. Start at Store,
 * then JournalWriter.
 */
package dev.voyage.journal.store;
