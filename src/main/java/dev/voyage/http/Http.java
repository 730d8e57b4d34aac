package dev.voyage.http;

import io.smallrye.mutiny.Uni;

/**
 * Sends requests to archives. Nothing is sent before subscription; each subscription sends anew;
 * cancelling, at any moment, resets the connection.
 */
public interface Http {

    /**
     * One answer of any status, its head only. Redirects are followed within the egress policy. The
     * answer's body must be read, discarded or cancelled: it holds a permit of its host until then.
     * Who does something else first (opens a file) and may be cancelled meanwhile, discards it
     * then.
     *
     * @return fails with {@code UNAVAILABLE} (no connection, no head in time), {@code
     *     EGRESS_REFUSED}, {@code MALFORMED} (redirect loop, unreadable Location, not HTTP), or
     *     {@code TOO_MANY} (too many requests already wait for this host)
     */
    Uni<Answer> send(Ask ask);

    /**
     * One answer of status 2xx.
     *
     * @return fails as {@link #send}, and with {@code UNAVAILABLE} on 408, 425, 429 and 5xx (with
     *     Retry-After when given), with {@code REFUSED} on every other status, its number in the
     *     sentence and as member {@code upstreamStatus}
     */
    default Uni<Answer> ask(Ask ask) {
        return send(ask).onItem().transformToUni(Answer::successful);
    }
}
