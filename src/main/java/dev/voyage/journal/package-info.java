/**
 * The durable record of all searches, in order: append, replay, follow, manifest. A search is its journal; its state is the fold
 * of its events. An event is shown to readers only once it is durable.
 */
package dev.voyage.journal;
