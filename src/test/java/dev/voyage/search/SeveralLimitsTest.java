package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Several;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of a search of several targets and catalogues. */
class SeveralLimitsTest {

    @TempDir
    Path data;

    private Rig rig;
    private Several several;

    @BeforeEach
    void setUp() {
        rig = new Rig(data);
        several = new Several(rig);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    @Test
    void rowsAreLimitedInAllTogether() {
        String[] ids = IntStream.range(0, 600).mapToObj(i -> "R" + i).toArray(String[]::new);
        String[] others = IntStream.range(600, 1200).mapToObj(i -> "R" + i).toArray(String[]::new);
        several.t().answers(200, "text/xml", rig.played.coneDocument(ids));
        several.u().answers(200, "text/xml", rig.played.coneDocument(others));
        Told told = new Told(rig.run(new SearchRequest(
                Collections.singletonList(Target.named("one")),
                List.of(several.tUrl(), several.uUrl()),
                1,
                null,
                List.of(),
                List.of(),
                Action.OBSERVATIONS,
                SourcePreference.AUTO)));

        assertThat(told.tally("observations")).isEqualTo(1000);
        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("catalogue.searched").stream()
                        .filter(event -> event.path("overflow").asBoolean()))
                .hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void moreThanMayBeIsRefusedBeforeAnythingStarts() {
        List<String> many = IntStream.range(0, 1001).mapToObj(i -> "t" + i).toList();
        Problem targets = catchThrowableOfType(
                Problem.class, () -> rig.start(several.request(many, List.of(several.tUrl()), Action.LINKS)));
        Problem catalogues = catchThrowableOfType(
                Problem.class, () -> rig.start(several.request(List.of("one"), many.subList(0, 21), Action.LINKS)));

        assertThat(targets.members()).containsEntry("parameter", "targets");
        assertThat(targets.detail()).contains("voyage.limits.targets").contains("1001");
        assertThat(catalogues.members()).containsEntry("parameter", "catalogues");
    }
}
