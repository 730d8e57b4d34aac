package dev.voyage.upstream.rest;

import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.WholeLimit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call of a method of a typed REST client, to be passed to it as its {@code @NotBody} parameter: for whom the
 * request waits, how long, and how much of the answer is read. It also ends the request: the {@code Uni} of a client
 * with another transport does not, when it is cancelled.
 */
@RegisterForReflection // for the signatures of the clients
public final class RestCall {

    private final RequestContext context;
    private final Duration patience;
    private final WholeLimit whole;

    private volatile Cancellable exchange = () -> {};
    private volatile UpstreamResponse held;
    private volatile boolean cut;

    private RestCall(RequestContext context, Duration patience, WholeLimit whole) {
        this.context = context;
        this.patience = patience;
        this.whole = whole;
    }

    /**
     * Calls a method that returns the head of the answer, with its body on demand; anew for each subscription.
     *
     * @param patience timeout for the response head
     * @return fails as {@link Http#ask}; cancelling resets the connection
     */
    public static Uni<UpstreamResponse> stream(
            RequestContext context, Duration patience, Function<RestCall, Uni<UpstreamResponse>> method) {
        return uni(() -> new RestCall(context, patience, null), method);
    }

    /**
     * Calls a method that returns a value made of the whole body; anew for each subscription.
     *
     * @param patience timeout for the response head
     * @param mostBytes of the body, decompressed
     * @return fails as {@link Http#ask} and {@link UpstreamResponse#bytes}; cancelling resets the connection
     */
    public static <T> Uni<T> whole(
            RequestContext context, Duration patience, int mostBytes, Function<RestCall, Uni<T>> method) {
        return uni(() -> new RestCall(context, patience, WholeLimit.any(mostBytes)), method);
    }

    private static <T> Uni<T> uni(Supplier<RestCall> calls, Function<RestCall, Uni<T>> method) {
        return Uni.createFrom().deferred(() -> {
            RestCall call = calls.get();
            return method.apply(call).onCancellation().invoke(call::cut);
        });
    }

    /** The head of the answer to this request of the call. */
    public Uni<UpstreamResponse> head(Http http, UpstreamRequest request) {
        return http.ask(request.patience(patience).by(context));
    }

    /** The whole body of the answer to this request of the call. */
    public Uni<byte[]> body(Http http, UpstreamRequest request) {
        if (whole == null) {
            throw new IllegalStateException("how much may be read? " + request.uri());
        }
        return head(http, request.whole(whole)).onItem().transformToUni(answer -> answer.bytes(whole.mostBytes()));
    }

    /** Runs the exchange of this call, until it is cut. */
    <T> void run(Uni<T> answer, Consumer<? super T> onAnswer, Consumer<Throwable> onFailure) {
        exchange = answer.subscribe()
                .with(
                        item -> {
                            hold(item);
                            onAnswer.accept(item);
                        },
                        onFailure);
        if (cut) {
            exchange.cancel();
        }
    }

    /** An answer on its way to the caller would keep its connection if the caller left now. */
    private void hold(Object item) {
        if (item instanceof UpstreamResponse answer) {
            held = answer;
            if (cut) {
                answer.discard();
            }
        }
    }

    private void cut() {
        cut = true;
        exchange.cancel();
        if (held != null) {
            held.discard(); // has no effect on a body that is being read
        }
    }
}
