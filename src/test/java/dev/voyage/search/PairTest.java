package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the cone searches of a search are called. */
class PairTest {

    private static List<Pair> pairs(List<String> targets, String... catalogues) {
        return Pair.of(new SearchRequest(
                targets.stream().map(Target::named).toList(),
                List.of(catalogues),
                1,
                null,
                List.of(),
                List.of(),
                Action.LINKS,
                Source.AUTO));
    }

    @Test
    void oneTargetInOneCatalogueHasNoName() {
        assertThat(pairs(List.of("x"), "numaster"))
                .containsExactly(new Pair(Origin.ONLY, Target.named("x"), "numaster", ""));
    }

    @Test
    void eachOfSeveralIsCalledAsInTheRequest() {
        assertThat(pairs(List.of("x", "y"), "numaster"))
                .extracting(Pair::origin)
                .containsExactly(new Origin("x", null), new Origin("y", null));
        assertThat(pairs(List.of("x"), "numaster", "ivo://nasa.heasarc/chanmaster"))
                .extracting(Pair::origin)
                .containsExactly(new Origin(null, "numaster"), new Origin(null, "ivo://nasa.heasarc/chanmaster"));
    }

    @Test
    void prefixesAreDirectoriesAndNeverTheSame() {
        assertThat(pairs(
                        List.of("x"),
                        "numaster",
                        "ivo://nasa.heasarc/numaster",
                        "https://archive.example/cone?table=numaster&",
                        "https://other.example/cone/",
                        "https://other.example/..",
                        "a b:c"))
                .extracting(Pair::prefix)
                .containsExactly("numaster/", "numaster~2/", "cone/", "cone~2/", "catalogue../", "a_b_c/");
    }
}
