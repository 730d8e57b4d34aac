/** One {links} document: columns, rows, ids. Start at LinksResponseReader. */
package dev.voyage.datalink.document;
