package dev.voyage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.registry.NearbyCatalogues.Match;
import dev.voyage.registry.NearbyCatalogues.Place;
import dev.voyage.registry.NearbyCatalogues.Ranked;
import dev.voyage.registry.NearbyCatalogues.Ranking;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.MirrorsHttp;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogues around a place, from registries with and without rr.stc_spatial. */
class NearbyCataloguesTest {

    private static final String GAVO = "gavo.test";
    private static final String PARIS = "paris.test";
    private static final SkyPosition PLACE = new SkyPosition(61.81861303, 3.7071705); // in cells 3/361, 6/23167
    private static final List<String> COVERAGES = List.of("ivoid", "coverage");

    private final MirrorsHttp http = new MirrorsHttp();
    private final SetClock clock = new SetClock();
    private final NearbyCatalogues nearby = new Registry(
                    PlainClients.regtap(http),
                    new VotableReader(VotableLimits.DEFAULT),
                    Settings.of(RegistryConfig.class),
                    List.of(URI.create("http://gavo.test/tap"), URI.create("http://paris.test/tap")),
                    Path.of("unused"),
                    clock)
            .nearby();

    private static Place place(String keywords, boolean withUnknown) {
        return new Place(PLACE, 0.5, keywords, withUnknown);
    }

    private Ranking rank(Place place) {
        return nearby.rank(place, RequestContext.NONE).await().atMost(WaitLimit.TIME);
    }

    private List<Catalogue> describe(Ranking ranking, int limit) {
        return nearby.describe(ranking, limit, RequestContext.NONE).await().atMost(WaitLimit.TIME);
    }

    private List<String> asked() {
        return http.asks().stream()
                .map(ask -> URLDecoder.decode(ask.text(), UTF_8))
                .toList();
    }

    @Test
    void smallestCoverageWithThePlaceIsFirstAndThoseNearItFollow() {
        http.answers(
                GAVO,
                Tap.answer(
                        COVERAGES,
                        List.of(
                                List.of("ivo://a/sky", "0/0-11"),
                                List.of("ivo://a/unread", "s?"),
                                List.of("ivo://a/beside", "6/23164"),
                                List.of("ivo://A/Field", "6/23167"),
                                List.of("ivo://a/plate", "3/361"),
                                List.of("ivo://a/far", "6/5000"),
                                List.of("ivo://a/two", "0/0-11"),
                                List.of("ivo://a/two", "3/361"))));

        Ranking ranking = rank(place(null, false));

        assertThat(ranking.first())
                .extracting(Ranked::ivoid, Ranked::match)
                .containsExactly(
                        tuple("ivo://a/field", Match.CONTAINS),
                        tuple("ivo://a/plate", Match.CONTAINS),
                        tuple("ivo://a/two", Match.CONTAINS),
                        tuple("ivo://a/sky", Match.CONTAINS),
                        tuple("ivo://a/beside", Match.NEAR),
                        tuple("ivo://a/unread", Match.NEAR));
        assertThat(ranking.count(Match.CONTAINS)).isEqualTo(4);
        assertThat(ranking.count(Match.NEAR)).isEqualTo(2);
        assertThat(ranking.count(Match.UNKNOWN)).isZero();
        assertThat(ranking.registry()).isEqualTo(GAVO);
        assertThat(ranking.isCut()).isFalse();
    }

    @Test
    void oneQueryAsksForTheCircleAndADegreeMoreAndTheAnswerIsKeptForAnHour() {
        http.answers(GAVO, Tap.answer(COVERAGES, List.of(List.of("ivo://a/sky", "0/0-11"))));

        Ranking first = rank(place("x' y", false));
        assertThat(rank(place(" x'   y ", false))).isSameAs(first);
        assertThat(asked())
                .singleElement()
                .asString()
                .contains(
                        "NATURAL JOIN rr.stc_spatial WHERE ref_system_name IS NULL",
                        "1=INTERSECTS(CIRCLE(61.81861303,3.7071705,1.5),coverage)",
                        "ivo_hasword(res_title, 'x''')",
                        "ivo_hasword(res_title, 'y')")
                .doesNotContain("coverage IS NULL");

        clock.passes(Duration.ofMinutes(61));
        rank(place("x' y", false));
        rank(place(null, false));
        assertThat(asked()).hasSize(3);
    }

    @Test
    void catalogueWithoutACoverageFollowsIfAskedFor() {
        http.answers(
                GAVO, Tap.answer(COVERAGES, List.of(List.of("ivo://a/none", ""), List.of("ivo://a/sky", "0/0-11"))));

        Ranking ranking = rank(place(null, true));

        assertThat(ranking.first())
                .extracting(Ranked::ivoid, Ranked::match)
                .containsExactly(tuple("ivo://a/sky", Match.CONTAINS), tuple("ivo://a/none", Match.UNKNOWN));
        assertThat(ranking.count(Match.UNKNOWN)).isEqualTo(1);
        assertThat(asked())
                .singleElement()
                .asString()
                .contains("coverage IS NULL OR", "LEFT OUTER JOIN rr.stc_spatial");
    }

    @Test
    void circleBeyondHalfTheSkyIsComparedHere() {
        http.answers(
                GAVO,
                Tap.answer(COVERAGES, List.of(List.of("ivo://a/sky", "0/0-11"), List.of("ivo://a/far", "6/31296"))));

        Ranking ranking = rank(new Place(PLACE, 95, null, false));

        assertThat(asked())
                .singleElement()
                .asString()
                .contains("coverage IS NOT NULL")
                .doesNotContain("CIRCLE");
        assertThat(ranking.first()).extracting(Ranked::ivoid).containsExactly("ivo://a/sky");
    }

    @Test
    void registryWithoutCoveragesIsPassedOverAndWithoutAnyOtherTheProblemNamesThem() {
        http.answers(GAVO, Tap.error());
        http.answers(PARIS, Tap.answer(COVERAGES, List.of(List.of("ivo://a/sky", "0/0-11"))));

        assertThat(rank(place(null, false)).registry()).isEqualTo(PARIS);

        http.answers(PARIS, Tap.error());
        Problem problem = catchThrowableOfType(Problem.class, () -> rank(place("other", false)));
        assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).contains("RegTAP 1.2", GAVO, PARIS, "no such column");
    }

    @Test
    void answerThatIsCutSaysSo() {
        http.answers(
                GAVO,
                Tap.answer(COVERAGES, List.of(List.of("ivo://a/sky", "0/0-11")))
                        .replace("</TABLE>", "</TABLE><INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\"/>"));

        assertThat(rank(place(null, false)).isCut()).isTrue();
    }

    @Test
    void descriptionsKeepTheOrderAndSayWhy() {
        http.answers(
                GAVO,
                Tap.answer(
                        COVERAGES,
                        List.of(
                                List.of("ivo://a/sky", "0/0-11"),
                                List.of("ivo://a/it's", "3/361"),
                                List.of("ivo://a/last", ""))));
        Ranking ranking = rank(place(null, true));
        http.answers(
                GAVO,
                Tap.answer(
                        List.of("ivoid", "short_name", "res_title", "standard_id", "access_url"),
                        List.of(
                                List.of("ivo://a/sky", "SKY", "All of it", Tap.CONE, "https://sky.test/?"),
                                List.of("ivo://a/last", "LAST", "Last", Tap.CONE, "https://last.test/?"))));

        assertThat(describe(ranking, 2))
                .extracting(Catalogue::ivoid, Catalogue::title, Catalogue::coverage, Catalogue::coverageSquareDeg)
                .containsExactly(
                        tuple("ivo://a/it's", null, "contains", 53.7),
                        tuple("ivo://a/sky", "All of it", "contains", 41_253.0));
        assertThat(asked().get(1)).contains("ivoid IN ('ivo://a/it''s','ivo://a/sky')");
    }

    @Test
    void nothingAroundIsNotDescribed() {
        http.answers(GAVO, Tap.answer(COVERAGES, List.of()));

        assertThat(describe(rank(place(null, false)), 5)).isEmpty();
        assertThat(asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 180.5, Double.NaN})
    void radiusIsOneOfACircle(double radiusDeg) {
        Problem problem = catchThrowableOfType(Problem.class, () -> new Place(PLACE, radiusDeg, null, false));

        assertThat(problem.members()).containsEntry("parameter", "radius");
    }
}
