package dev.voyage.journal.record;

import java.time.Instant;

/**
 * The notification of one address that a search has ended.
 *
 * @param number within the search, from 1
 * @param attempts begun so far
 * @param due when the next attempt may begin, once the search has ended; null if there will be none
 * @param result of the last attempt, as a sentence; null before it
 */
public record EndNotification(
        String search,
        long number,
        String url,
        State state,
        long attempts,
        Instant due,
        Instant created,
        String result) {

    /** Its progress. */
    public enum State {
        /** For the end of the search, or for the next attempt. */
        WAITING,
        /** The receiver has confirmed it. */
        DELIVERED,
        /** No more attempts are made. */
        GIVEN_UP
    }
}
