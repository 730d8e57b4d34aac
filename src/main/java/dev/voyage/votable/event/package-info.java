/** The events of reading a VOTable, and the limits of a reader. Start at VotableEvent. */
package dev.voyage.votable.event;
