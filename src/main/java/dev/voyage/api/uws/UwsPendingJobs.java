package dev.voyage.api.uws;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Jobs that were created but not started. They are not searches: they are in memory only, for an hour at most, which is their
 * destruction time.
 */
@ApplicationScoped
public class UwsPendingJobs {

    private static final int MOST = 1000;
    private static final int MOST_OF_ONE = 100;
    private static final Duration LIFE = Duration.ofHours(1);

    private final ConcurrentMap<String, Draft> drafts = new ConcurrentHashMap<>();

    /** The state of a draft. */
    enum State {
        PENDING,
        /** It is being converted into a search. */
        STARTING,
        ABORTED
    }

    /**
     * @param client the owner; empty if unknown
     * @param parameters as given so far
     * @param left completes when it is not PENDING any more
     */
    public record Draft(
            String id,
            String client,
            Instant created,
            QueryParameters parameters,
            State state,
            CompletableFuture<Void> left) {
        Instant destruction() {
            return created.plus(LIFE);
        }

        private Draft in(State next) {
            return new Draft(id, client, created, parameters, next, left);
        }

        private Draft with(QueryParameters more) {
            return new Draft(id, client, created, parameters.with(more), state, left);
        }
    }

    Draft add(String id, String client, QueryParameters parameters) {
        forgetOld();
        long theirs = drafts.values().stream()
                .filter(draft -> draft.client().equals(client))
                .count();
        if (!client.isEmpty() && theirs >= MOST_OF_ONE) {
            throw Problem.of(ProblemType.TOO_MANY, theirs + " jobs of yours wait for PHASE=RUN already; try later");
        }
        if (drafts.size() >= MOST) {
            throw Problem.of(ProblemType.TOO_MANY, MOST + " jobs wait for PHASE=RUN already; try later");
        }
        var draft = new Draft(id, client, Instant.now(), parameters, State.PENDING, new CompletableFuture<>());
        drafts.put(id, draft);
        return draft;
    }

    public Optional<Draft> find(String id) {
        forgetOld();
        return Optional.ofNullable(drafts.get(id));
    }

    /** The newest first. */
    List<Draft> all() {
        forgetOld();
        return drafts.values().stream()
                .sorted((one, other) -> other.id().compareTo(one.id()))
                .toList();
    }

    /** Adds parameters; returns whether it was still PENDING. */
    boolean refine(String id, QueryParameters parameters) {
        Draft now = drafts.computeIfPresent(
                id, (same, draft) -> draft.state() == State.PENDING ? draft.with(parameters) : draft);
        return now != null && now.state() == State.PENDING;
    }

    /** Moves it from one state to another, if it was in the first; only one caller succeeds. */
    boolean move(String id, State from, State to) {
        var moved = new boolean[1];
        Draft now = drafts.computeIfPresent(id, (same, draft) -> {
            moved[0] = draft.state() == from;
            return moved[0] ? draft.in(to) : draft;
        });
        if (moved[0] && to == State.ABORTED) {
            now.left().complete(null);
        }
        return moved[0];
    }

    /** Removes a draft; returns whether it existed. */
    boolean forget(String id) {
        Draft gone = drafts.remove(id);
        if (gone != null) {
            gone.left().complete(null);
        }
        return gone != null;
    }

    private void forgetOld() {
        Instant now = Instant.now();
        drafts.values().removeIf(draft -> {
            boolean old = draft.destruction().isBefore(now);
            if (old) {
                draft.left().complete(null);
            }
            return old;
        });
    }
}
