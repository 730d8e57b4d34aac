/**
 * The walk over index pages of one tree: pages in order, further pages, loops, limits. Start at
 * HttpArchive.
 */
package dev.voyage.archive.walk;
