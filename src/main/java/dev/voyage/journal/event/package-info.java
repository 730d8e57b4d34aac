/** The events of a search and the tally that folds them. Start at SearchEvent. */
package dev.voyage.journal.event;
