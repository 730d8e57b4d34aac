/**
 * DataLink: from observations to their links, and the directories among them. Batches, nested documents and the rules
 * by which a link counts as a directory are here.
 *
 * @see <a href="https://www.ivoa.net/documents/DataLink/">DataLink 1.1</a>
 */
package dev.voyage.datalink;
