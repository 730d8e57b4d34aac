/**
 * Index pages over HTTP: anchors, hrefs, the walk over directories. Start at HttpArchive, then
 * IndexWalk.
 */
package dev.voyage.archive.index;
