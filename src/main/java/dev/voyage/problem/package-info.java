/**
 * What can go wrong, as values that know themselves: kind, sentence, whether trying again can help,
 * and when. The same object is an RFC 9457 answer and stands in {@code *.failed} events.
 */
package dev.voyage.problem;
