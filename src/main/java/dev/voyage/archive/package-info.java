/**
 * From a directory of an archive to its files, as a stream: index pages over HTTP, parsed by their links only. Never
 * above the start, never in circles, never without a limit; refused entries are reported.
 */
package dev.voyage.archive;
