package dev.voyage.search.stage;

import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.registry.ConeService;
import dev.voyage.resolve.ResolvedTarget;
import dev.voyage.resolve.Resolver;
import dev.voyage.search.request.ConeTask;
import dev.voyage.search.request.Target;
import dev.voyage.search.run.SearchRun;
import dev.voyage.sky.SkyPosition;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The positions of targets and the services of catalogues: each is looked up when first needed, and only once, however many cone
 * searches wait for it. If one of several fails, the failure is recorded, and the result is empty.
 */
final class ResolvedInputs {

    private final Resolver resolver;
    private final ServiceChoice choice;
    private final SearchRun run;
    private final Map<String, Integer> targetsOf;
    private final Map<String, Uni<Optional<SkyPosition>>> positions = new HashMap<>(); // until they are known
    private final Map<String, Optional<SkyPosition>> known = new HashMap<>();
    private final Map<String, Uni<Optional<CatalogueService>>> services = new HashMap<>();
    private final Map<String, Uni<Optional<CatalogueService>>> olders = new HashMap<>();
    private final Set<Runnable> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param targetsOf the number of targets to be searched in each catalogue, by its name in events
     */
    ResolvedInputs(Resolver resolver, ServiceChoice choice, SearchRun run, Map<String, Integer> targetsOf) {
        this.resolver = resolver;
        this.choice = choice;
        this.run = run;
        this.targetsOf = targetsOf;
    }

    synchronized Uni<Optional<SkyPosition>> position(ConeTask pair) {
        String label = pair.origin().target();
        Optional<SkyPosition> before = known.get(label);
        if (before != null) {
            return Uni.createFrom().item(before);
        }
        Uni<Optional<SkyPosition>> asked = positions.get(label);
        if (asked == null) {
            asked = once(located(label, pair.target()).invoke(found -> keep(label, found)));
            positions.put(label, asked);
        }
        return asked;
    }

    /** A memoized answer needs ten times the memory of a position, and there may be a hundred thousand. */
    private synchronized void keep(String label, Optional<SkyPosition> found) {
        known.put(label, found);
        positions.remove(label);
    }

    synchronized Uni<Optional<CatalogueService>> service(ConeTask pair) {
        return services.computeIfAbsent(pair.origin().catalogue(), label -> once(found(label, pair.catalogue())));
    }

    /**
     * The service in an older version of the protocol, in place of one that refuses; also for all later callers of
     * {@link #service}. Empty if there is none.
     *
     * @param reason of the refusal
     */
    synchronized Uni<Optional<CatalogueService>> older(ConeTask pair, ConeService refusing, Problem reason) {
        String label = pair.origin().catalogue();
        return olders.computeIfAbsent(refusing.accessUrl() + " " + label, first -> {
            Uni<Optional<CatalogueService>> older = once(replaced(label, pair.catalogue(), refusing, reason));
            services.put(
                    label,
                    older.chain(found -> found.isPresent()
                            ? Uni.createFrom().item(found)
                            : Uni.createFrom().item(Optional.of(new CatalogueService(refusing, null)))));
            return older;
        });
    }

    private Uni<Optional<CatalogueService>> replaced(
            String label, String catalogue, ConeService refusing, Problem reason) {
        String why = "version " + refusing.version() + " of the cone search refuses: " + reason.detail();
        return choice.older(catalogue, refusing, why)
                .chain(older -> older.isEmpty()
                        ? Uni.createFrom().item(Optional.<CatalogueService>empty())
                        : run.tell(older.get().event(label))
                                .replaceWith(Optional.of(older.get().service())));
    }

    /** No more callers wait: closes the connections of running requests. */
    void hangUp() {
        underWay.forEach(Runnable::run);
    }

    /**
     * A memoized request continues for later callers, so it must be cancelled explicitly. A failure is memoized too, since
     * callers that stopped because of the first one must not report it again.
     */
    private <T> Uni<Optional<T>> once(Uni<Optional<T>> work) {
        Uni<Uni<Optional<T>>> answer = work.map(found -> Uni.createFrom().item(found))
                .onFailure()
                .recoverWithItem(why -> Uni.createFrom().failure(why));
        Uni<Uni<Optional<T>>> stopped = Uni.createFrom().emitter(waiting -> {
            Runnable stop = () -> waiting.complete(Uni.createFrom().item(Optional.empty()));
            underWay.add(stop);
            waiting.onTermination(() -> underWay.remove(stop));
        });
        return Uni.combine().any().of(answer, stopped).memoize().indefinitely().chain(told -> told);
    }

    private Uni<Optional<SkyPosition>> located(String label, Target target) {
        SkyPosition known = run.past().positions.get(label);
        if (known != null) {
            return Uni.createFrom().item(Optional.of(known));
        }
        Uni<ResolvedTarget> located = target.position() == null
                ? resolver.locate(target.name(), run.context())
                : Uni.createFrom().item(given(target));
        return located.onItemOrFailure().transformToUni((at, failure) -> {
            if (failure == null) {
                return run.tell(resolved(at, label)).replaceWith(Optional.of(at.position()));
            }
            return others(label, failure)
                    ? none(failure, new SearchEvent.TargetFailed(label, ((Problem) failure).members()))
                    : Uni.createFrom().failure(failure);
        });
    }

    private static ResolvedTarget given(Target target) {
        return new ResolvedTarget(
                target.label(),
                target.name() == null ? target.coordinates() : null,
                target.position(),
                "",
                "coordinates",
                List.of(),
                false,
                Duration.ZERO);
    }

    private static SearchEvent resolved(ResolvedTarget at, String label) {
        return new SearchEvent.TargetResolved(
                at.name(),
                at.mainName(),
                at.position().raDeg(),
                at.position().decDeg(),
                at.resolver(),
                at.tried(),
                at.cached(),
                at.age().toSeconds(),
                label);
    }

    private Uni<Optional<CatalogueService>> found(String label, String catalogue) {
        int targets = targetsOf.getOrDefault(label, 0);
        return choice.of(label, catalogue, targets).onItemOrFailure().transformToUni((chosen, failure) -> {
            if (failure == null) {
                Uni<Void> told = chosen.reason() == null ? Uni.createFrom().voidItem() : run.tell(chosen.event(label));
                return told.replaceWith(Optional.of(chosen.service()));
            }
            return others(label, failure)
                    ? none(failure, new SearchEvent.ServiceFailed(label, ((Problem) failure).members()))
                    : Uni.createFrom().failure(failure);
        });
    }

    /** Whether others can continue without this one. */
    private static boolean others(String label, Throwable failure) {
        return label != null && failure instanceof Problem problem && problem.kind() != ProblemType.STORAGE;
    }

    private <T> Uni<Optional<T>> none(Throwable failure, SearchEvent told) {
        return run.partFailed(told, (Problem) failure).replaceWith(Optional.empty());
    }
}
