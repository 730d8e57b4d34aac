package dev.voyage.resolve;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.sky.Coordinates;
import dev.voyage.sky.SkyPosition;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.TracedOperation;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Resolves targets: coordinates locally, names by Sesame.
 *
 * @see <a href="https://vizier.cds.unistra.fr/vizier/doc/sesame.htx">Sesame</a>
 */
public final class Resolver {

    private final ResolverConfig config;
    private final List<URI> bases;
    private final Clock clock;
    private final SesameMirrors mirrors;
    private final NameCache memory;
    private final RequestCoalescer<Resolution> shared = new RequestCoalescer<>();

    /**
     * @param bases the Sesame mirrors, tried in order: the part of the address before {@code /-oxp/SNV?}
     */
    public Resolver(SesameClient sesame, ResolverConfig config, List<URI> bases, Clock clock) {
        this.config = config;
        this.bases = List.copyOf(bases);
        this.clock = clock;
        this.mirrors = new SesameMirrors(sesame, config.timeout(), bases, clock);
        this.memory = new NameCache(config.cacheSize());
    }

    /**
     * Rejects targets that are invalid without a query: no valid name, or a position off the sky.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code target}, with which {@link #locate} would fail
     */
    public static void check(String target) {
        var unused = Coordinates.parse(TargetName.of(target).text());
    }

    /**
     * Resolves a name, or coordinates as text, to a position. A mirror that does not answer is recorded and the next
     * one is queried; the first readable answer decides. Concurrent callers with the same name share one request.
     *
     * @return fails with {@code UNKNOWN_TARGET} when the resolvers know no position, with {@code UNAVAILABLE} when none
     *     can be reached and no older answer is cached, with {@code BAD_PARAMETER} for {@code target} when it is
     *     neither a valid name nor a position on the sky
     */
    public Uni<ResolvedTarget> locate(String target, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Optional<ResolvedTarget> written = written(target);
            return written.isPresent()
                    ? Uni.createFrom().item(written.get())
                    : named(target, TargetName.of(target), notices);
        });
    }

    /**
     * The target, if it is coordinates as text: no resolver is needed for them.
     *
     * @return empty for a name
     * @throws Problem {@code BAD_PARAMETER} for {@code target}, as {@link #locate} would fail
     */
    public static Optional<ResolvedTarget> written(String target) {
        return Coordinates.parse(TargetName.of(target).text()).map(position -> asWritten(target, position));
    }

    private static ResolvedTarget asWritten(String target, SkyPosition position) {
        return new ResolvedTarget(target, null, position, null, "coordinates", List.of(), false, Duration.ZERO);
    }

    private Uni<ResolvedTarget> named(String target, TargetName name, RequestContext notices) {
        Optional<Resolution> known = memory.of(name);
        if (known.isPresent() && isFresh(known.get())) {
            return Uni.createFrom().item(() -> located(target, known.get(), true));
        }
        return TracedOperation.uni(
                        "resolve", bases.get(0), notices, part -> shared.once(name.key(), mirrors.ask(name, part)))
                .invoke(asked -> memory.keep(name, asked))
                .invoke(asked -> asked.tell(notices))
                .map(asked -> located(target, asked, false))
                .onFailure(failure -> isUnavailable(failure) && hasPosition(known))
                .recoverWithItem(failure -> {
                    notices.degraded(
                            Urls.authority(bases.get(0)),
                            failure.getMessage()
                                    + "; an answer of "
                                    + known.get().at()
                                    + " is used");
                    return located(target, known.get(), true);
                });
    }

    private boolean isFresh(Resolution asked) {
        Duration believed = asked.answered().isPresent() ? config.cache() : config.negativeCache();
        return age(asked).compareTo(believed) < 0;
    }

    private static boolean isUnavailable(Throwable failure) {
        return Problem.isOf(failure, ProblemType.UNAVAILABLE);
    }

    private static boolean hasPosition(Optional<Resolution> known) {
        return known.isPresent() && known.get().answered().isPresent();
    }

    private Duration age(Resolution asked) {
        return Duration.between(asked.at(), clock.instant());
    }

    private ResolvedTarget located(String target, Resolution asked, boolean cached) {
        SesameMatch answered = asked.answered()
                .orElseThrow(() -> Problem.of(
                        ProblemType.UNKNOWN_TARGET, "no resolver knows a position of " + QuotedText.of(target)));
        return new ResolvedTarget(
                target,
                answered.mainName(),
                answered.position(),
                answered.type(),
                answered.resolver(),
                cached ? List.of() : asked.tried(),
                cached,
                cached ? age(asked) : Duration.ZERO);
    }
}
