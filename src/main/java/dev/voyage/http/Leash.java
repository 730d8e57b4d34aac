package dev.voyage.http;

import io.smallrye.mutiny.Uni;

/**
 * Keeps hold of the answer of one request at a time, for a chain that can be cancelled. An answer
 * that has come, and whose body nobody has begun to read, may be anywhere between two operators
 * when the chain is cancelled; none of them would let it go, and it would keep its connection until
 * it counts as dead. Used as {@code Multi.deferred(() -> chain(leash).onCancellation(leash::cut))}.
 */
public final class Leash implements Http {

    private final Http http;
    private volatile Answer last;
    private volatile boolean cut;

    public Leash(Http http) {
        this.http = http;
    }

    @Override
    public Uni<Answer> send(Ask ask) {
        return http.send(ask).invoke(this::came);
    }

    /** Lets go of an answer whose body is not being read, now or as soon as it comes. */
    public void cut() {
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
