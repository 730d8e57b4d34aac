/**
 * The first stages of a search: cone searches, rows, their names, the condition. Start at
 * Selection.
 */
package dev.voyage.search.stage;
