/**
 * Failures as values: kind, sentence, whether retrying can help, and when. The same object becomes an RFC 9457 response
 * and is part of {@code *.failed} events.
 */
package dev.voyage.problem;
