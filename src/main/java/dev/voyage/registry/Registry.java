package dev.voyage.registry;

import dev.voyage.http.Http;
import dev.voyage.http.Notices;
import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.votable.VotableReader;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds cone searches in the registry, in what it said before, and where nothing else is left at
 * configured addresses: a registry that is down stops nobody.
 *
 * @see <a href="https://www.ivoa.net/documents/RegTAP/">RegTAP 1.1</a>
 */
public final class Registry {

    private static final int MOST_CATALOGUES = 200;
    private static final int ROWS_PER_CATALOGUE = 5;

    private final RegistryConfig config;
    private final Registries registries;
    private final KeptAnswers keptAnswers;
    private final Clock clock;

    /**
     * @param bases RegTAP services, tried in order
     * @param keptAnswersDir where answers are kept, one small file each; made when needed
     */
    public Registry(
            Http http, VotableReader reader, RegistryConfig config, List<URI> bases, Path keptAnswersDir, Clock clock) {
        this.config = config;
        this.registries = new Registries(http, reader, config.timeout(), bases);
        this.keptAnswers = new KeptAnswers(keptAnswersDir);
        this.clock = clock;
    }

    /**
     * What is wrong with the name of a catalogue that nobody need be asked about.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue}, with which {@link #coneService} would fail
     */
    public static void check(String catalogue) {
        if (GivenUrl.in(catalogue).isEmpty()) {
            var unused = Ivoid.of(catalogue);
        }
    }

    /**
     * The cone search of a catalogue: a bare table name of HEASARC, an ivoid in any case, or the
     * URL of a cone search, which is taken as it is.
     *
     * <p>A kept answer is used without asking while it is younger than {@link
     * RegistryConfig#maxAge()}, and at any age when no registry answers; only those that one of the
     * registries asked here gave.
     *
     * @return fails with {@code UNKNOWN_CATALOGUE} when a registry answers and knows no cone search
     *     that is open to all, with {@code UNAVAILABLE} when none answers and nothing else is
     *     known, with {@code BAD_PARAMETER} for {@code catalogue}
     */
    public Uni<ConeService> coneService(String catalogue, Notices notices) {
        return Uni.createFrom().deferred(() -> {
            Optional<URI> given = GivenUrl.in(catalogue);
            return given.isPresent()
                    ? Uni.createFrom().item(asGiven(given.get()))
                    : registered(Ivoid.of(catalogue), notices);
        });
    }

    /**
     * The same for all the words that {@link #coneService} takes for one catalogue of the registry, a table's name and
     * its ivoid; of anything else itself: whether a URL leads to the same cone search, nobody has said.
     */
    public static String identity(String catalogue) {
        try {
            return Ivoid.of(catalogue).text();
        } catch (Problem noneOfTheRegistry) {
            return catalogue;
        }
    }

    /**
     * Catalogues with a cone search in whose record (name, title, description or subjects) each of
     * the words stands; those called by the words first, at most 200.
     *
     * @return fails with {@code UNAVAILABLE} when no registry answers, with {@code BAD_PARAMETER}
     *     for {@code keywords} or {@code limit}
     */
    public Uni<List<Catalogue>> search(String keywords, int limit, Notices notices) {
        return Uni.createFrom().deferred(() -> {
            if (limit < 1) {
                throw Problem.badParameter("limit", "a limit is at least 1, not " + limit);
            }
            int most = Math.min(limit, MOST_CATALOGUES);
            Keywords words = Keywords.of(keywords);
            String adql = Adql.cataloguesWith(words.words(), most * ROWS_PER_CATALOGUE);
            return registries.ask(adql, notices).map(told -> words.catalogues(told.rows(), most));
        });
    }

    private static ConeService asGiven(URI url) {
        return new ConeService(null, null, url, "given", false, Duration.ZERO);
    }

    private Uni<ConeService> registered(Ivoid ivoid, Notices notices) {
        return keptAnswers
                .find(ivoid)
                .map(kept -> kept.filter(this::isOfTheseRegistries))
                .chain(kept -> kept.isPresent() && isFresh(kept.get())
                        ? Uni.createFrom().item(() -> asKept(kept.get()))
                        : asked(ivoid, kept, notices));
    }

    private Uni<ConeService> asked(Ivoid ivoid, Optional<Kept> kept, Notices notices) {
        return registries
                .ask(Adql.coneInterfaces(ivoid), notices)
                .map(told -> best(ivoid, told))
                .call(best -> keep(ivoid, best, notices))
                .map(best -> new ConeService(
                        best.ivoid(), best.title(), best.accessUrl(), best.registry(), false, Duration.ZERO))
                .onFailure(Registry::isUnavailable)
                .recoverWithUni(
                        failure -> Uni.createFrom().item(() -> without(ivoid, kept, (Problem) failure, notices)));
    }

    private Kept best(Ivoid ivoid, Registries.Told told) {
        List<Interface> interfaces = told.rows().stream().map(Interface::of).toList();
        Interface best = Interface.best(interfaces).orElseThrow(() -> unknown(ivoid, told.host(), interfaces));
        return new Kept(
                ivoid.text(),
                best.title().isEmpty() ? null : best.title(),
                Urls.parse(best.accessUrl()),
                told.host(),
                clock.instant());
    }

    private static Problem unknown(Ivoid ivoid, String host, List<Interface> interfaces) {
        boolean locked = interfaces.stream().anyMatch(i -> i.isConeSearch() && i.authenticatedOnly());
        String why = locked
                ? " knows only a cone search with a login for "
                : interfaces.isEmpty() ? " knows no cone search for " : " knows no usable cone search for ";
        return Problem.of(Kind.UNKNOWN_CATALOGUE, "the registry at " + host + why + Quoted.of(ivoid.text()));
    }

    /** An answer that cannot be kept is still an answer. */
    private Uni<Void> keep(Ivoid ivoid, Kept best, Notices notices) {
        return keptAnswers
                .keep(ivoid, best)
                .onFailure(UncheckedIOException.class)
                .invoke(full -> notices.degraded(best.registry(), "the registry's answer could not be kept on disk"))
                .onFailure(UncheckedIOException.class)
                .recoverWithNull();
    }

    private ConeService without(Ivoid ivoid, Optional<Kept> kept, Problem problem, Notices notices) {
        if (kept.isPresent()) {
            notices.degraded(
                    kept.get().registry(),
                    "no registry answers; its answer of " + kept.get().at() + " is used");
            return asKept(kept.get());
        }
        URI configured = Fallback.of(config, ivoid).orElseThrow(() -> problem);
        notices.degraded(
                Urls.authority(configured),
                "no registry answers and no earlier answer is kept; the configured address is" + " used");
        return new ConeService(ivoid.text(), null, configured, "fallback", false, Duration.ZERO);
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == Kind.UNAVAILABLE;
    }

    /** What the demo's registry said is not believed of the real ones. */
    private boolean isOfTheseRegistries(Kept kept) {
        return registries.hosts().contains(kept.registry());
    }

    private boolean isFresh(Kept kept) {
        Duration age = Duration.between(kept.at(), clock.instant());
        return !age.isNegative() && age.compareTo(config.maxAge()) < 0;
    }

    private ConeService asKept(Kept kept) {
        Duration age = Duration.between(kept.at(), clock.instant());
        return new ConeService(kept.ivoid(), kept.title(), kept.accessUrl(), kept.registry(), true, age);
    }
}
