/**
 * A directory of an archive to its files, as a stream: index pages over HTTP, read by their links
 * only. Never above the start, never in circles, never without a bound; what is not taken is named.
 */
package dev.voyage.archive;
