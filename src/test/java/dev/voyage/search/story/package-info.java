/**
 * Whole searches against one scripted archive: what its users see, from the request to the files. Faults of an archive are
 * played one at a time and by chance.
 */
package dev.voyage.search.story;
