/** VOTable in TABLEDATA and BINARY2. Start at VotableWriter. */
package dev.voyage.tablewriter.votable;
