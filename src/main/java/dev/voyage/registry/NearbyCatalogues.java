package dev.voyage.registry;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyCoverage;
import dev.voyage.sky.SkyPosition;
import dev.voyage.upstream.MirrorFailover;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Ranks the catalogues that may have something near a place by their coverages. The registry selects them; the coverages that it
 * sends are judged as a search judges them. A ranking is kept for an hour.
 *
 * @see <a href="https://www.ivoa.net/documents/RegTAP/">RegTAP 1.2, 8.11</a>
 */
public final class NearbyCatalogues {

    /** Most catalogues of a ranking that are kept. */
    public static final int MOST = 200;

    private static final int MOST_COVERAGES = 50_000;
    private static final int MOST_SERVICES = 20_000;
    private static final int MOST_KEPT = 50;
    private static final Duration KEPT = Duration.ofHours(1);

    /** The smallest coverage first: it says more about the place than that of the whole sky. */
    private static final Comparator<Ranked> ORDER = Comparator.comparing(Ranked::match)
            .thenComparing(Ranked::squareDeg, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Ranked::ivoid);

    private final RegtapMirrors registries;
    private final Clock clock;
    private final Map<Place, Kept> kept = new LinkedHashMap<>(); // the oldest first; guarded by itself

    NearbyCatalogues(RegtapMirrors registries, Clock clock) {
        this.registries = registries;
        this.clock = clock;
    }

    /** The relation of a catalogue to a place; the best first. */
    public enum Match {
        /** The place lies in the coverage. */
        CONTAINS,
        /** The circle around the place, widened by a degree, has a part in the coverage. */
        NEAR,
        /** The registry has no coverage of the catalogue. */
        UNKNOWN;

        /** Its form in answers. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The question.
     *
     * @param radiusDeg above 0, at most 180
     * @param keywords that each catalogue must have in its record; null for none
     * @param withUnknown whether catalogues without a known coverage follow the others
     */
    public record Place(SkyPosition at, double radiusDeg, String keywords, boolean withUnknown) {

        private static final SkyPosition ANYWHERE = new SkyPosition(0, 0);

        /**
         * The question before its place has a position, so that the rest is checked before anything is requested.
         *
         * @throws Problem as the constructor
         */
        public static Place anywhere(double radiusDeg, String keywords, boolean withUnknown) {
            return new Place(ANYWHERE, radiusDeg, keywords, withUnknown);
        }

        /** @throws Problem {@code BAD_PARAMETER} for {@code radius} or {@code keywords} */
        public Place {
            if (!(radiusDeg > 0 && radiusDeg <= 180)) {
                throw Problem.invalidField(
                        "radius", "radius must be above 0 and at most 180 degrees, not " + radiusDeg);
            }
            keywords = keywords == null
                    ? null
                    : String.join(" ", KeywordQuery.of(keywords).words());
        }

        /** The same question about another position. */
        public Place around(SkyPosition position) {
            return new Place(position, radiusDeg, keywords, withUnknown);
        }

        private List<String> words() {
            return keywords == null ? List.of() : KeywordQuery.of(keywords).words();
        }
    }

    /**
     * A catalogue in its place of the order.
     *
     * @param ivoid in lower case
     * @param squareDeg the area of its coverage, square degrees; null if not known
     */
    public record Ranked(String ivoid, Match match, Double squareDeg) {}

    /**
     * All catalogues that were found.
     *
     * @param registry the host that answered
     * @param counts how many of each kind there are
     * @param isCut whether the registry has more of them than it sent: the order is one of those that it sent
     * @param first at most {@link #MOST} of them, in order
     */
    public record Ranking(String registry, Map<Match, Integer> counts, boolean isCut, List<Ranked> first) {

        /** How many of a kind there are. */
        public int count(Match match) {
            return counts.getOrDefault(match, 0);
        }
    }

    private record Kept(Ranking ranking, Instant at) {}

    /**
     * The order of the catalogues around a place, equal for equal places within an hour: one query to a registry at most.
     *
     * @return fails with {@code UNAVAILABLE} when no registry answers, or none of them knows coverages
     */
    public Uni<Ranking> rank(Place place, RequestContext notices) {
        return Uni.createFrom().deferred(() -> {
            Optional<Ranking> known = known(place);
            return known.isPresent()
                    ? Uni.createFrom().item(known.get())
                    : asked(place, notices).invoke(ranking -> keep(place, ranking));
        });
    }

    /**
     * As {@link #rank}, the first catalogues with their descriptions: a second query to a registry.
     *
     * @param limit of the catalogues, at least 1; above {@link #MOST} it has no effect
     */
    public Uni<List<Catalogue>> describe(Ranking ranking, int limit, RequestContext notices) {
        List<Ranked> first =
                ranking.first().subList(0, Math.min(limit, ranking.first().size()));
        if (first.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String adql = RegtapQueries.catalogues(first.stream().map(Ranked::ivoid).toList());
        return registries
                .draw(adql, MOST_SERVICES, row -> row, RegtapMirrors::noneAnswers, notices)
                .map(told -> described(first, KeywordQuery.byIvoid(told.items())));
    }

    private static List<Catalogue> described(List<Ranked> ranked, Map<String, Catalogue> byIvoid) {
        return ranked.stream()
                .map(one -> {
                    Catalogue found = byIvoid.getOrDefault(
                            one.ivoid(), new Catalogue(one.ivoid(), null, null, null, List.of(), List.of()));
                    return new Catalogue(
                            found.ivoid(),
                            found.shortName(),
                            found.title(),
                            found.description(),
                            found.waveband(),
                            found.services(),
                            one.match().text(),
                            one.squareDeg() == null ? null : Math.round(one.squareDeg() * 10) / 10.0);
                })
                .toList();
    }

    private Optional<Ranking> known(Place place) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(place))
                    .filter(entry -> entry.at().plus(KEPT).isAfter(clock.instant()))
                    .map(Kept::ranking);
        }
    }

    private void keep(Place place, Ranking ranking) {
        synchronized (kept) {
            kept.remove(place);
            kept.put(place, new Kept(ranking, clock.instant()));
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    private Uni<Ranking> asked(Place place, RequestContext notices) {
        String adql = RegtapQueries.coveragesAround(
                place.at(), place.radiusDeg() + SkyCoverage.MARGIN_DEG, place.words(), place.withUnknown());
        return registries
                .draw(adql, MOST_COVERAGES, row -> judged(row, place), NearbyCatalogues::noneKnows, notices)
                .map(NearbyCatalogues::ranking);
    }

    private static Problem noneKnows(List<MirrorFailover.Failure> failures) {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "no registry finds catalogues by their coverage, which takes RegTAP 1.2: "
                        + MirrorFailover.join(failures));
    }

    /** Empty for a coverage that a search would not look into; a registry need not compare exactly. */
    private static Optional<Ranked> judged(Row row, Place place) {
        Optional<String> ivoid = row.text("ivoid").map(text -> text.toLowerCase(Locale.ROOT));
        Optional<String> moc = row.text("coverage");
        if (moc.isEmpty() && place.withUnknown()) {
            return ivoid.map(id -> new Ranked(id, Match.UNKNOWN, null));
        }
        Optional<SkyCoverage> coverage = moc.flatMap(SkyCoverage::of);
        if (coverage.isEmpty()) {
            return ivoid.map(id -> new Ranked(id, Match.NEAR, null)); // the registry could read it, and says so
        }
        boolean mayHold = coverage.get().mayHold(place.at(), place.radiusDeg());
        Match match = coverage.get().contains(place.at()) ? Match.CONTAINS : Match.NEAR;
        return ivoid.filter(id -> mayHold)
                .map(id -> new Ranked(id, match, coverage.get().squareDeg()));
    }

    private static Ranking ranking(RegtapMirrors.Drawn<Optional<Ranked>> drawn) {
        Map<String, Ranked> best = new HashMap<>();
        drawn.items().stream()
                .flatMap(Optional::stream)
                .forEach(one -> best.merge(one.ivoid(), one, BinaryOperator.minBy(ORDER)));
        Map<Match, Integer> counts = new LinkedHashMap<>();
        best.values().forEach(one -> counts.merge(one.match(), 1, Integer::sum));
        return new Ranking(
                drawn.host(),
                counts,
                drawn.isCut(),
                best.values().stream().sorted(ORDER).limit(MOST).toList());
    }
}
