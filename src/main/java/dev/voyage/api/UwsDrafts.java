package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Jobs that nobody has told to run yet. They are no searches: they are in memory only, for an hour
 * at most, which is what their destruction time says.
 */
@ApplicationScoped
class UwsDrafts {

    private static final int MOST = 1000;
    private static final Duration LIFE = Duration.ofHours(1);

    private final ConcurrentMap<String, Draft> drafts = new ConcurrentHashMap<>();

    /**
     * @param parameters as given so far
     * @param left completes when it is no draft any more
     */
    record Draft(String id, Instant created, Query parameters, CompletableFuture<Void> left) {
        Instant destruction() {
            return created.plus(LIFE);
        }
    }

    Draft add(String id, Query parameters) {
        forgetOld();
        if (drafts.size() >= MOST) {
            throw Problem.of(Kind.TOO_MANY, MOST + " jobs wait for PHASE=RUN already; try later");
        }
        var draft = new Draft(id, Instant.now(), parameters, new CompletableFuture<>());
        drafts.put(id, draft);
        return draft;
    }

    Optional<Draft> find(String id) {
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

    /** Gives it more parameters; nothing happens where it has left. */
    void refine(String id, Query parameters) {
        drafts.computeIfPresent(
                id,
                (same, draft) ->
                        new Draft(id, draft.created(), draft.parameters().with(parameters), draft.left()));
    }

    /** It is no draft any more; only one caller gets it. */
    Optional<Draft> take(String id) {
        return Optional.ofNullable(drafts.remove(id));
    }

    /** It could not be run; it is a draft again. */
    void putBack(Draft draft) {
        drafts.put(draft.id(), draft);
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
