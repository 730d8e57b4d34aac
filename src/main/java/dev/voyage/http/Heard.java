package dev.voyage.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one request, as far as its host's state of health shows in it.
 *
 * @param trouble asking less at once, and less often, may help
 * @param failed a host that does nothing else is not worth asking
 * @param pause how long nobody else is to ask it either
 */
record Heard(boolean trouble, boolean failed, Optional<Duration> pause) {

    /** No connection, no answer in time, or a connection closed without one. */
    static final Heard NOTHING = new Heard(true, true, Optional.empty());

    private static final Heard WELL = new Heard(false, false, Optional.empty());
    private static final Heard BUSY = new Heard(true, false, Optional.empty());
    private static final Heard ILL = new Heard(false, true, Optional.empty());

    /**
     * By status. 429 is said to a client, about all it asks (RFC 6585, 4), so its Retry-After is
     * for all our requests; 503 may be about that one request.
     */
    static Heard of(int status, Optional<Duration> retryAfter, Duration longest) {
        if (status == 429) {
            return new Heard(true, false, retryAfter.map(asked -> asked.compareTo(longest) > 0 ? longest : asked));
        } else if (status == 503) {
            return BUSY;
        }
        return status >= 500 ? ILL : WELL;
    }
}
