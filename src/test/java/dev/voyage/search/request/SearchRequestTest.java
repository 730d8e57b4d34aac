package dev.voyage.search.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.sky.SkyPosition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchRequestTest {

    @Test
    void itIsWrittenInTheShapeItIsPosted() {
        var request = new SearchRequest(
                " 3C 105 ",
                null,
                "numaster",
                1.0,
                "exposure_a <= 10000",
                List.of("event_cl/*"),
                List.of(),
                Action.DOWNLOAD,
                SourcePreference.AUTO);

        assertThat(request.toMap())
                .containsEntry("target", "3C 105")
                .containsEntry("catalogue", "numaster")
                .containsEntry("radiusDeg", 1.0)
                .containsEntry("where", "exposure_a <= 10000")
                .containsEntry("files", Map.of("include", List.of("event_cl/*"), "exclude", List.of()))
                .containsEntry("action", "download")
                .containsEntry("source", "auto")
                .doesNotContainKey("position");
    }

    @Test
    void twoNamesOfACatalogueAreOneAndWhatMayBeAnotherStays() {
        List<String> names = List.of(
                "ivo://nasa.heasarc/numaster",
                "numaster",
                "NuMaster",
                "ivo://nasa.heasarc/chanmaster",
                "https://archive.example/cone?table=numaster&",
                "https://archive.example/cone?table=NUMASTER&",
                "no catalogue?");
        var several = new SearchRequest(
                List.of(Target.named("x")), names, 1, null, List.of(), List.of(), Action.LINKS, SourcePreference.AUTO);
        SearchRequest once = several.eachCatalogueOnce();

        assertThat(once.catalogues())
                .containsExactly(names.get(0), names.get(3), names.get(4), names.get(5), names.get(6));
        assertThat(once.eachCatalogueOnce()).isEqualTo(once);
        assertThat(StoredRequest.read(several.toMap()))
                .as("a stored request is not normalised")
                .isEqualTo(several);
    }

    @Test
    void eachMistakeNamesItsParameter() {
        var at = new SkyPosition(1, 2);
        assertRefused("target", () -> request("3C 105", at, "numaster", 1));
        assertRefused("target", () -> request(null, null, "numaster", 1));
        assertRefused("target", () -> request("  ", null, "numaster", 1));
        assertRefused("target", () -> request("3C\n105", null, "numaster", 1));
        assertRefused("catalogue", () -> request("3C 105", null, null, 1));
        assertRefused("radius", () -> request("3C 105", null, "numaster", 0));
        assertRefused("radius", () -> request("3C 105", null, "numaster", Double.NaN));
        assertRefused("radius", () -> request("3C 105", null, "numaster", 180.1));
        assertRefused("action", () -> Action.of("fetch"));
        assertRefused("source", () -> SourcePreference.of("ftp"));
    }

    private static SearchRequest request(String target, SkyPosition at, String catalogue, double radiusDeg) {
        return new SearchRequest(
                target, at, catalogue, radiusDeg, null, List.of(), List.of(), Action.DOWNLOAD, SourcePreference.AUTO);
    }

    private static void assertRefused(String parameter, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
            assertThat(problem.members()).containsEntry("parameter", parameter);
        });
    }
}
