/**
 * A scripted archive and the whole program beside it, for stories of searches. {@code Rig} is the program, {@code
 * Played} its archive, {@code Told} the events that a search emitted.
 */
package dev.voyage.search.played;
