package dev.voyage.upstream;

import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * Sends requests to archives. Nothing is sent before subscription; each subscription sends anew;
 * cancelling, at any moment, resets the connection.
 */
public interface Http {

    /**
     * One response of any status, only its head. Redirects are followed within the egress policy. The response's body must be
     * read, discarded or cancelled: it holds a permit of its host until then. A caller that does something else first (such as
     * opening a file), and may be cancelled during that time, must discard it then.
     *
     * @return fails with {@code UNAVAILABLE} (no connection, no head in time), {@code EGRESS_REFUSED}, {@code MALFORMED}
     *     (redirect loop, unreadable Location, not HTTP), or {@code TOO_MANY} (too many requests already wait for this host)
     */
    Uni<UpstreamResponse> send(UpstreamRequest ask);

    /**
     * One response of status 2xx that is not a part: not 206, nor with a Content-Range that is not the whole.
     *
     * @return fails as {@link #send}, with {@code CORRUPT} on a part, and with {@code UNAVAILABLE} on 408, 425, 429 and 5xx (with Retry-After when given), with
     *     {@code REFUSED} on every other status, with its number in the message and as member {@code upstreamStatus}
     */
    default Uni<UpstreamResponse> ask(UpstreamRequest ask) {
        return send(ask).onItem().transformToUni(UpstreamResponse::successful);
    }

    /**
     * The number of further requests to the host of this address that could start now without making another one wait; 0 while
     * any waits. A moment later it may be another number: a request may wait all the same.
     */
    default int spare(URI uri) {
        return 0;
    }
}
