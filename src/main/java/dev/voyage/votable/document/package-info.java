/** The document around the rows: elements, tables, status, parameters. Start at DocumentReader. */
package dev.voyage.votable.document;
