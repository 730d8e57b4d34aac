/** Cells and rows of TABLEDATA, BINARY and BINARY2. Start at RowDecoder. */
package dev.voyage.votable.rows;
