package dev.voyage.upstream;

import dev.voyage.upstream.politeness.TurnListener;
import java.time.Duration;
import java.util.Optional;

/**
 * The context of upstream requests: listener, fairness key and trace span. Immutable.
 *
 * @param listener receives the notices about throttling and degraded responses, including those sent to this context
 * @param fairnessKey the party that takes turns for these requests at their hosts
 * @param span the trace span that the requests belong to
 */
public record RequestContext(UpstreamListener listener, FairnessKey fairnessKey, TraceSpan span)
        implements UpstreamListener {

    /** For requests outside a search, without a listener. */
    public static final RequestContext NONE = of(UpstreamListener.NONE);

    /** For requests outside a search. */
    public static RequestContext of(UpstreamListener listener) {
        return new RequestContext(listener, FairnessKey.NONE, TraceSpan.NONE);
    }

    /** The same context within this span: requests carry its headers. */
    public RequestContext in(TraceSpan part) {
        return new RequestContext(
                listener, new FairnessKey(fairnessKey.name(), part.headers(), fairnessKey.turns()), part);
    }

    /** The same context, whose requests also report their waits to this listener. */
    public RequestContext inTurn(TurnListener turns) {
        return new RequestContext(
                listener,
                new FairnessKey(
                        fairnessKey.name(),
                        fairnessKey.headers(),
                        fairnessKey.turns().and(turns)),
                span);
    }

    @Override
    public void throttled(String host, String detail, Optional<Duration> retryAfter) {
        listener.throttled(host, detail, retryAfter);
    }

    @Override
    public void degraded(String host, String detail) {
        listener.degraded(host, detail);
    }
}
