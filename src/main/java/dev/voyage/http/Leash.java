package dev.voyage.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * Keeps hold of the answer of one request at a time, for a chain that can be cancelled. An answer
 * that has come, and whose body nobody has begun to read, may be anywhere between two operators
 * when the chain is cancelled; none of them would let it go, and it would keep its connection until
 * it counts as dead.
 */
public final class Leash implements Http {

    private final Http http;
    private volatile Answer last;
    private volatile boolean cut;

    private Leash(Http http) {
        this.http = http;
    }

    /**
     * What a chain makes of the answers it asks for through the {@code Http} it is given, anew for
     * each subscription; cancelled, it lets go of the one it holds.
     */
    public static <T> Multi<T> multi(Http http, Function<Http, Multi<T>> chain) {
        return Multi.createFrom().deferred(() -> {
            var leash = new Leash(http);
            return chain.apply(leash).onCancellation().invoke(leash::cut);
        });
    }

    /** As {@link #multi}, for a chain of one item. */
    public static <T> Uni<T> uni(Http http, Function<Http, Uni<T>> chain) {
        return Uni.createFrom().deferred(() -> {
            var leash = new Leash(http);
            return chain.apply(leash).onCancellation().invoke(leash::cut);
        });
    }

    @Override
    public Uni<Answer> send(Ask ask) {
        return http.send(ask).invoke(this::came);
    }

    /** Lets go of an answer whose body is not being read, now or as soon as it comes. */
    private void cut() {
        cut = true;
        Answer held = last;
        if (held != null) {
            held.discard(); // does nothing to a body that is read: cancelling that is enough
        }
    }

    private void came(Answer answer) {
        last = answer;
        if (cut) {
            answer.discard();
        }
    }
}
