package dev.voyage.upstream.politeness;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of one request, as far as it shows the health of its host.
 *
 * @param trouble whether fewer and slower requests may help
 * @param failed whether it counts as a failure, after a number of which the host gets no requests
 * @param pause how long no other request may be sent to the host either
 */
public record RequestOutcome(boolean trouble, boolean failed, Optional<Duration> pause) {

    /** No connection, no response in time, or a connection closed without one. */
    public static final RequestOutcome NOTHING = new RequestOutcome(true, true, Optional.empty());

    private static final RequestOutcome WELL = new RequestOutcome(false, false, Optional.empty());
    private static final RequestOutcome BUSY = new RequestOutcome(true, false, Optional.empty());
    private static final RequestOutcome ILL = new RequestOutcome(false, true, Optional.empty());

    /**
     * By status. A 429 is about all requests of a client (RFC 6585, 4), so its Retry-After applies to all of voyage's requests; a
     * 503 may be about that one request.
     */
    public static RequestOutcome of(int status, Optional<Duration> retryAfter, Duration longest) {
        if (status == 429) {
            return new RequestOutcome(
                    true, false, retryAfter.map(asked -> asked.compareTo(longest) > 0 ? longest : asked));
        } else if (status == 503) {
            return BUSY;
        }
        return status >= 500 ? ILL : WELL;
    }
}
