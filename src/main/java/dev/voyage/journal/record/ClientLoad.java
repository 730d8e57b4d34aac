package dev.voyage.journal.record;

import dev.voyage.problem.Problem;
import java.util.Optional;

/**
 * The client that a search counts for, where replicas share the store.
 *
 * @param client as limits per client count; not empty
 * @param targets of the search
 * @param limit refuses the search if the client has too many already
 */
public record ClientLoad(String client, int targets, LoadLimit limit) {

    /** The running and queued searches of one client at all replicas, and their targets. */
    public record ClientTotal(long searches, long targets) {

        public static final ClientTotal NONE = new ClientTotal(0, 0);
    }

    /** A limit of searches and targets. */
    public interface LoadLimit {

        /** The reason, {@code TOO_MANY}, if no further search may begin beside these; else empty. */
        Optional<Problem> refusal(ClientTotal others);
    }
}
