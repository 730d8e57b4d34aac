/**
 * What searches did, in order, for good: append, replay, follow, manifest. A search is its journal;
 * its state is the fold of its events. An event is shown to readers only once it is durable.
 */
package dev.voyage.journal;
