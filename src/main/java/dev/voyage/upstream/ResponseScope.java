package dev.voyage.upstream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.function.Function;

/**
 * Keeps track of the response of one request at a time, for a chain that can be cancelled. A response that has arrived, but whose
 * body is not being read yet, may be anywhere between two operators when the chain is cancelled; none of them would release it,
 * and it would keep its connection until the stall timeout.
 */
public final class ResponseScope implements Http {

    private final Http http;
    private volatile UpstreamResponse last;
    private volatile boolean cut;

    private ResponseScope(Http http) {
        this.http = http;
    }

    /**
     * The result of a chain that sends its requests through the {@code Http} passed to it, anew for each subscription; when
     * cancelled, it releases the response it holds.
     */
    public static <T> Multi<T> multi(Http http, Function<Http, Multi<T>> chain) {
        return Multi.createFrom().deferred(() -> {
            var leash = new ResponseScope(http);
            return chain.apply(leash).onCancellation().invoke(leash::cut);
        });
    }

    /** As {@link #multi}, for a chain of one item. */
    public static <T> Uni<T> uni(Http http, Function<Http, Uni<T>> chain) {
        return Uni.createFrom().deferred(() -> {
            var leash = new ResponseScope(http);
            return chain.apply(leash).onCancellation().invoke(leash::cut);
        });
    }

    @Override
    public Uni<UpstreamResponse> send(UpstreamRequest ask) {
        return http.send(ask).invoke(this::came);
    }

    @Override
    public int spare(URI uri) {
        return http.spare(uri);
    }

    /** Releases a response if no reader has begun its body, now or as soon as it arrives. */
    private void cut() {
        cut = true;
        UpstreamResponse held = last;
        if (held != null) {
            held.discard(); // has no effect on a body that is being read: cancelling that body is enough
        }
    }

    private void came(UpstreamResponse answer) {
        last = answer;
        if (cut) {
            answer.discard();
        }
    }
}
