package dev.voyage.registry;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.registry.interfaces.ConeVersions;
import dev.voyage.registry.interfaces.Ivoid;
import dev.voyage.registry.interfaces.ServiceInterface;
import dev.voyage.sky.SkyCoverage;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds cone searches in the registry, in cached answers, and as a last resort at configured addresses: a search does
 * not fail because a registry is down.
 *
 * @see <a href="https://www.ivoa.net/documents/RegTAP/">RegTAP 1.1</a>
 */
public final class Registry {

    private static final int MOST_CATALOGUES = 200;
    private static final int ROWS_PER_CATALOGUE = 5;

    private final RegistryConfig config;
    private final RegtapMirrors registries;
    private final AnswerCache keptAnswers;
    private final Clock clock;
    private final NearbyCatalogues nearby;

    /**
     * @param bases RegTAP services, tried in order
     * @param keptAnswersDir the directory of cached answers, one small file each; created when needed
     */
    public Registry(
            RegtapClient client,
            VotableReader reader,
            RegistryConfig config,
            List<URI> bases,
            Path keptAnswersDir,
            Clock clock) {
        this.config = config;
        this.registries = new RegtapMirrors(client, reader, config.timeout(), bases);
        this.keptAnswers = new AnswerCache(keptAnswersDir);
        this.clock = clock;
        this.nearby = new NearbyCatalogues(registries, clock);
    }

    /**
     * Rejects names of catalogues that are invalid without a query.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue}, with which {@link #coneService} would fail
     */
    public static void check(String catalogue) {
        if (ConeSearchUrl.in(catalogue).isEmpty()) {
            var unused = Ivoid.of(catalogue);
        }
    }

    /**
     * The cone search of a catalogue, in the newest version of the protocol that its record names: a bare table name of
     * HEASARC, an ivoid in any case, or the URL of a cone search, which is used unchanged. If a record has several different cone searches, as VizieR's have one for each table,
     * {@code ivo://…#table} selects one.
     *
     * <p>A cached answer is used without a query while it is younger than {@link RegistryConfig#maxAge()}, and at any
     * age when no registry answers; only answers of the registries configured here are used.
     *
     * @return fails with {@code UNKNOWN_CATALOGUE} when a registry answers and knows no cone search that is open to
     *     all, with {@code UNAVAILABLE} when none answers and nothing else is known, with {@code BAD_PARAMETER} for
     *     {@code catalogue}; with {@code AMBIGUOUS_CATALOGUE}, and a list of them in the member {@code choices}, when
     *     the record has several cone searches and none is named
     */
    public Uni<ConeService> coneService(String catalogue, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Optional<URI> given = ConeSearchUrl.in(catalogue);
            return given.isPresent()
                    ? Uni.createFrom().item(asGiven(given.get()))
                    : registered(Ivoid.of(catalogue), notices);
        });
    }

    /**
     * A table of a TAP service.
     *
     * @param service its base address as registered
     * @param name of the table as registered
     */
    public record TapTable(URI service, String name) {}

    /**
     * The table of a catalogue at a TAP service, according to the registry: the table that the catalogue's ivoid names,
     * or the only one of its record. Not cached: it saves requests where many targets follow.
     *
     * @param catalogue as for {@link #coneService}, but no URL
     * @return empty when the record has no TAP service that is open to all, or it is not certain which table is meant;
     *     fails as {@link #coneService}
     */
    public Uni<Optional<TapTable>> tapTable(String catalogue, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Ivoid ivoid = Ivoid.of(catalogue);
            return registries
                    .ask(RegtapQueries.tapInterfaces(ivoid), notices)
                    .map(told -> ServiceInterface.bestTap(
                            told.rows().stream().map(ServiceInterface::of).toList()))
                    .chain(service -> service.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : registries
                                    .ask(RegtapQueries.tables(ivoid), notices)
                                    .map(told ->
                                            table(ivoid, told.rows()).map(name -> new TapTable(service.get(), name))));
        });
    }

    /**
     * The TAP service of a record of the registry. Not cached.
     *
     * @param catalogue as for {@link #coneService}, but no URL
     * @return its address is the base of the service; fails with {@code UNKNOWN_CATALOGUE} when the record has no TAP service
     *     that is open to all, and as {@link #coneService}
     */
    public Uni<ConeService> tapService(String catalogue, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Ivoid ivoid = Ivoid.of(catalogue);
            return registries.ask(RegtapQueries.tapInterfaces(ivoid), notices).map(told -> {
                List<ServiceInterface> interfaces =
                        told.rows().stream().map(ServiceInterface::of).toList();
                URI base = ServiceInterface.bestTap(interfaces)
                        .orElseThrow(() -> Problem.of(
                                ProblemType.UNKNOWN_CATALOGUE,
                                "the registry at " + told.host() + " knows no TAP service for "
                                        + QuotedText.of(ivoid.text())));
                String title = interfaces.get(0).title();
                return new ConeService(
                        ivoid.record(), title.isEmpty() ? null : title, base, told.host(), false, Duration.ZERO);
            });
        });
    }

    private static Optional<String> table(Ivoid ivoid, List<Row> tables) {
        List<String> names = tables.stream()
                .flatMap(row -> row.text("table_name").stream())
                .distinct()
                .filter(ivoid::mayMean)
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /** The services for data of catalogues, besides their cone searches. */
    public DataServices dataServices() {
        return new DataServices(registries);
    }

    /** The catalogues around a place. */
    public NearbyCatalogues nearby() {
        return nearby;
    }

    /** The columns of the tables of catalogues. */
    public RegistryTables tables() {
        return new RegistryTables(registries);
    }

    /**
     * A key that is equal for all spellings that {@link #coneService} accepts for one catalogue of the registry, a
     * table's name and its ivoid; any other text is its own key: whether a URL leads to the same cone search is not
     * known.
     */
    public static String identity(String catalogue) {
        try {
            return Ivoid.of(catalogue).text();
        } catch (Problem noneOfTheRegistry) {
            return catalogue;
        }
    }

    /**
     * Catalogues with a cone search or one for images or spectra, and each of the words in their record (name, title, description
     * or subjects); those with the words in their names first, at most 200.
     *
     * @return fails with {@code UNAVAILABLE} when no registry answers, with {@code BAD_PARAMETER} for {@code keywords}
     *     or {@code limit}
     */
    public Uni<List<Catalogue>> search(String keywords, int limit, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            if (limit < 1) {
                throw Problem.invalidField("limit", "a limit is at least 1, not " + limit);
            }
            int most = Math.min(limit, MOST_CATALOGUES);
            KeywordQuery words = KeywordQuery.of(keywords);
            String adql = RegtapQueries.cataloguesWith(words.words(), most * ROWS_PER_CATALOGUE);
            return registries.ask(adql, notices).map(told -> words.catalogues(told.rows(), most));
        });
    }

    private static ConeService asGiven(URI url) {
        return new ConeService(null, null, url, "given", false, Duration.ZERO);
    }

    private Uni<ConeService> registered(Ivoid ivoid, RequestContext notices) {
        return keptAnswers
                .find(ivoid)
                .map(kept -> kept.filter(this::isOfTheseRegistries))
                .chain(kept -> kept.isPresent() && isFresh(kept.get())
                        ? Uni.createFrom().item(() -> asKept(kept.get()))
                        : asked(ivoid, kept, notices));
    }

    private Uni<ConeService> asked(Ivoid ivoid, Optional<CachedAnswer> kept, RequestContext notices) {
        return interfaces(ivoid, notices)
                .chain(told -> chosen(ivoid, told, notices))
                .call(best -> keep(ivoid, best, notices))
                .map(CachedAnswer::service)
                .onFailure(Registry::isUnavailable)
                .recoverWithUni(
                        failure -> Uni.createFrom().item(() -> without(ivoid, kept, (Problem) failure, notices)));
    }

    private Uni<RegtapMirrors.Told> interfaces(Ivoid ivoid, RequestContext notices) {
        String plain = RegtapQueries.coneInterfaces(ivoid);
        return config.coverage() == CoverageUse.IGNORE
                ? registries.ask(plain, notices)
                : registries.ask(RegtapQueries.coneInterfacesWithCoverage(ivoid), plain, notices);
    }

    /** The only cone search of the record, or the one that is named; its tables are queried only when needed. */
    private Uni<CachedAnswer> chosen(Ivoid ivoid, RegtapMirrors.Told told, RequestContext notices) {
        List<ServiceInterface> interfaces =
                told.rows().stream().map(ServiceInterface::of).toList();
        ConeVersions searches = ConeVersions.of(interfaces);
        if (searches.isEmpty()) {
            return Uni.createFrom().failure(() -> unknown(ivoid, told.host(), interfaces));
        }
        if (!searches.needsTables(ivoid)) {
            return Uni.createFrom().item(() -> kept(ivoid, searches.newestFirst(ivoid, List.of()), told));
        }
        return registries
                .ask(RegtapQueries.tables(ivoid), notices)
                .map(RegtapMirrors.Told::rows)
                .onFailure(Registry::isUnavailable)
                .recoverWithItem(List.of()) // then addresses and descriptions name the tables
                .map(tables -> kept(ivoid, searches.newestFirst(ivoid, tables), told));
    }

    private CachedAnswer kept(Ivoid ivoid, List<ConeVersions.Found> found, RegtapMirrors.Told told) {
        String title = found.get(0).title();
        return new CachedAnswer(
                ivoid.text(),
                title.isEmpty() ? null : title,
                found,
                told.host(),
                clock.instant(),
                coverage(told.rows()).orElse(null));
    }

    /** The only coverage on the sky; of several, it is not known which of them hold for the cone search. */
    private static Optional<String> coverage(List<Row> rows) {
        List<String> all = rows.stream()
                .filter(row -> row.text("ref_system_name").isEmpty())
                .flatMap(row -> row.text("coverage").stream())
                .distinct()
                .toList();
        return all.size() == 1 && all.get(0).length() <= SkyCoverage.LONGEST
                ? Optional.of(all.get(0))
                : Optional.empty();
    }

    private static Problem unknown(Ivoid ivoid, String host, List<ServiceInterface> interfaces) {
        boolean locked = interfaces.stream().anyMatch(i -> i.isConeSearch() && i.authenticatedOnly());
        String why = locked
                ? " knows only a cone search with a login for "
                : interfaces.isEmpty() ? " knows no cone search for " : " knows no usable cone search for ";
        return Problem.of(ProblemType.UNKNOWN_CATALOGUE, "the registry at " + host + why + QuotedText.of(ivoid.text()));
    }

    /** A failure to cache an answer does not fail the answer. */
    private Uni<Void> keep(Ivoid ivoid, CachedAnswer best, RequestContext notices) {
        return keptAnswers
                .keep(ivoid, best)
                .onFailure(UncheckedIOException.class)
                .invoke(full -> notices.degraded(best.registry(), "the registry's answer could not be kept on disk"))
                .onFailure(UncheckedIOException.class)
                .recoverWithNull();
    }

    private ConeService without(Ivoid ivoid, Optional<CachedAnswer> kept, Problem problem, RequestContext notices) {
        if (kept.isPresent()) {
            notices.degraded(
                    kept.get().registry(),
                    "no registry answers; its answer of " + kept.get().at() + " is used");
            return asKept(kept.get());
        }
        URI configured = ConfiguredConeServices.of(config, ivoid).orElseThrow(() -> problem);
        notices.degraded(
                Urls.authority(configured),
                "no registry answers and no earlier answer is kept; the configured address is" + " used");
        return new ConeService(ivoid.text(), null, configured, "fallback", false, Duration.ZERO);
    }

    private static boolean isUnavailable(Throwable failure) {
        return Problem.isOf(failure, ProblemType.UNAVAILABLE);
    }

    /** Answers of the demo's registry are not used for the real ones. */
    private boolean isOfTheseRegistries(CachedAnswer kept) {
        return registries.hosts().contains(kept.registry());
    }

    private boolean isFresh(CachedAnswer kept) {
        Duration age = Duration.between(kept.at(), clock.instant());
        return !age.isNegative() && age.compareTo(config.maxAge()) < 0;
    }

    /** A service that a search has recorded, without its coverage where that is not to be used. */
    public ConeService asConfigured(ConeService recorded) {
        return config.coverage() == CoverageUse.IGNORE ? recorded.withoutCoverage() : recorded;
    }

    private ConeService asKept(CachedAnswer kept) {
        Duration age = Duration.between(kept.at(), clock.instant());
        return (config.coverage() == CoverageUse.IGNORE ? kept.withoutCoverage() : kept).service(true, age);
    }
}
