package dev.voyage.search.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with a query in ADQL. */
class QueryRequestTest {

    private static final List<String> SERVICE = List.of("https://archive.test/tap");

    private static SearchRequest request(List<Target> targets, List<String> catalogues, double radiusDeg, Via via) {
        return new SearchRequest(
                targets,
                catalogues,
                radiusDeg,
                "a > 1",
                List.of(),
                List.of(),
                Action.PLAN,
                SourcePreference.AUTO,
                LinkChoice.DEFAULT,
                via,
                List.of(),
                " SELECT 1; ");
    }

    private static SearchRequest query(String catalogue) {
        return request(List.of(), List.of(catalogue), SearchRequest.NO_RADIUS, Via.AUTO);
    }

    @Test
    void isReadAsItWasWritten() {
        SearchRequest request = query("https://archive.test/tap").checked().eachCatalogueOnce();

        assertThat(request.toMap())
                .containsEntry("adql", "SELECT 1")
                .containsEntry("catalogue", "https://archive.test/tap")
                .doesNotContainKeys("target", "targets", "radiusDeg");
        assertThat(StoredRequest.read(request.toMap())).isEqualTo(request);
        assertThat(request.withLinks(LinkChoice.DEFAULT)
                        .withVia(Via.TAP)
                        .withSelect(List.of("a"))
                        .adql())
                .isEqualTo("SELECT 1");
        assertThat(request.weight()).isEqualTo(1);
        assertThat(ConeTask.of(request))
                .containsExactly(new ConeTask(ConeKey.ONLY, null, "https://archive.test/tap", ""));
    }

    @Test
    void nothingThatContradictsItStandsBeside() {
        Target one = Target.named("3C 105");
        refuses("target", () -> request(List.of(one), SERVICE, SearchRequest.NO_RADIUS, Via.AUTO));
        refuses("targets", () -> request(List.of(one, Target.named("b")), SERVICE, SearchRequest.NO_RADIUS, Via.AUTO));
        refuses("radius", () -> request(List.of(), SERVICE, 1, Via.AUTO));
        refuses("via", () -> request(List.of(), SERVICE, SearchRequest.NO_RADIUS, Via.CONE));
        refuses("catalogue", () -> request(List.of(), List.of(), SearchRequest.NO_RADIUS, Via.AUTO));
        refuses("catalogues", () -> request(List.of(), List.of("a", "b"), SearchRequest.NO_RADIUS, Via.AUTO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"numaster", "ivo://org.gavo.dc/tap", "https://archive.test/argus", "http://a.test/tap/sync"})
    void theCatalogueIsAService(String catalogue) {
        assertThat(query(catalogue).checked().catalogues()).containsExactly(catalogue);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://archive.test/tap#s.t",
                "ivo://org.gavo.dc/tap#t",
                "https://archive.test/cone?cat=t&",
                "https://a:b@archive.test/tap",
                "no name?"
            })
    void everythingElseIsRefused(String catalogue) {
        SearchRequest request = query(catalogue);
        refuses("catalogue", request::checked);
    }

    private static void refuses(String parameter, Runnable attempt) {
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(Problem.class, refused -> assertThat(refused.members())
                .containsEntry("parameter", parameter));
    }
}
