/**
 * Whole searches with one scripted archive: the results for users, from the request to the files. Faults of the archive
 * are injected one at a time and at random.
 */
package dev.voyage.search.story;
