/** VOTables as the embedded archive writes them. Start at VotableDocument. */
package dev.voyage.demo.votable;
