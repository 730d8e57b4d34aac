package dev.voyage.resolve;

import dev.voyage.http.Http;
import dev.voyage.http.Notices;
import dev.voyage.http.Urls;
import dev.voyage.http.Watched;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.sky.Coordinates;
import dev.voyage.sky.SkyPosition;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds targets: coordinates without asking anyone, names by Sesame.
 *
 * @see <a href="https://vizier.cds.unistra.fr/vizier/doc/sesame.htx">Sesame</a>
 */
public final class Resolver {

    private final ResolverConfig config;
    private final List<URI> bases;
    private final Clock clock;
    private final Mirrors mirrors;
    private final Memory memory;
    private final Shared<Asked> shared = new Shared<>();

    /**
     * @param bases where Sesame is, tried in order: what stands before {@code /-oxp/SNV?}
     */
    public Resolver(Http http, ResolverConfig config, List<URI> bases, Clock clock) {
        this.config = config;
        this.bases = List.copyOf(bases);
        this.clock = clock;
        this.mirrors = new Mirrors(http, config.timeout(), bases, clock);
        this.memory = new Memory(config.cacheSize());
    }

    /**
     * What is wrong with a target that nobody need be asked about: it is no name, or a place off the sky.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code target}, with which {@link #locate} would fail
     */
    public static void check(String target) {
        var unused = Coordinates.parse(TargetName.of(target).text());
    }

    /**
     * The position of a name, or of coordinates as text. A mirror that does not answer is noted and
     * the next one asked; the first that can be read decides. Those who ask for the same name at
     * once share one request.
     *
     * @return fails with {@code UNKNOWN_TARGET} when the resolvers know no position, with {@code
     *     UNAVAILABLE} when none can be asked and no older answer is remembered, with {@code
     *     BAD_PARAMETER} for {@code target} when it is no name and no place on the sky
     */
    public Uni<Located> locate(String target, Notices notices) {
        return Uni.createFrom().deferred(() -> {
            TargetName name = TargetName.of(target);
            Optional<SkyPosition> written = Coordinates.parse(name.text());
            return written.isPresent()
                    ? Uni.createFrom().item(asWritten(target, written.get()))
                    : named(target, name, notices);
        });
    }

    private static Located asWritten(String target, SkyPosition position) {
        return new Located(target, null, position, null, "coordinates", List.of(), false, Duration.ZERO);
    }

    private Uni<Located> named(String target, TargetName name, Notices notices) {
        Optional<Asked> known = memory.of(name);
        if (known.isPresent() && isFresh(known.get())) {
            return Uni.createFrom().item(() -> located(target, known.get(), true));
        }
        return Watched.uni("resolve", bases.get(0), notices, part -> shared.once(name.key(), mirrors.ask(name, part)))
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

    private boolean isFresh(Asked asked) {
        Duration believed = asked.answered().isPresent() ? config.cache() : config.negativeCache();
        return age(asked).compareTo(believed) < 0;
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == Kind.UNAVAILABLE;
    }

    private static boolean hasPosition(Optional<Asked> known) {
        return known.isPresent() && known.get().answered().isPresent();
    }

    private Duration age(Asked asked) {
        return Duration.between(asked.at(), clock.instant());
    }

    private Located located(String target, Asked asked, boolean cached) {
        Answered answered = asked.answered()
                .orElseThrow(
                        () -> Problem.of(Kind.UNKNOWN_TARGET, "no resolver knows a position of " + Quoted.of(target)));
        return new Located(
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
