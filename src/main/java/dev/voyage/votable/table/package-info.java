/** Columns, datatypes and rows, independent of any serialization. Start at Column. */
package dev.voyage.votable.table;
