package dev.voyage.search.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The labels of a search's cone searches. */
class ConeTaskTest {

    private static List<ConeTask> pairs(List<String> targets, String... catalogues) {
        return ConeTask.of(new SearchRequest(
                targets.stream().map(Target::named).toList(),
                List.of(catalogues),
                1,
                null,
                List.of(),
                List.of(),
                Action.LINKS,
                SourcePreference.AUTO));
    }

    @Test
    void oneTargetInOneCatalogueHasNoName() {
        assertThat(pairs(List.of("x"), "numaster"))
                .containsExactly(new ConeTask(ConeKey.ONLY, Target.named("x"), "numaster", ""));
    }

    @Test
    void eachOfSeveralIsCalledAsInTheRequest() {
        assertThat(pairs(List.of("x", "y"), "numaster"))
                .extracting(ConeTask::origin)
                .containsExactly(new ConeKey("x", null), new ConeKey("y", null));
        assertThat(pairs(List.of("x"), "numaster", "ivo://nasa.heasarc/chanmaster"))
                .extracting(ConeTask::origin)
                .containsExactly(new ConeKey(null, "numaster"), new ConeKey(null, "ivo://nasa.heasarc/chanmaster"));
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
                .extracting(ConeTask::prefix)
                .containsExactly("numaster/", "numaster~2/", "cone/", "cone~2/", "catalogue../", "a_b_c/");
    }
}
