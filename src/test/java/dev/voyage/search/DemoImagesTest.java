package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.cone.DataRanges;
import dev.voyage.search.played.DemoRig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images and spectra of the embedded archive, found by SIA 2 and SSA. */
class DemoImagesTest {

    @TempDir
    Path directory;

    private DemoRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new DemoRig(Files.createDirectory(directory.resolve("data")), Duration.ZERO);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Told run(DataRanges ranges, Action action) {
        return run("nuimages", ranges, action);
    }

    private Told run(String catalogue, DataRanges ranges, Action action) {
        var request = new SearchRequest(
                "3C 105", null, catalogue, 0.1, null, List.of(), List.of(), action, SourcePreference.AUTO);
        return new Told(rig.run(request.withRanges(ranges)));
    }

    private static List<String> ids(Told told) {
        return told.observations().stream().sorted().toList();
    }

    @Test
    void theImagesOfATargetAreDownloaded() {
        Told told = run(DataRanges.NONE, Action.DOWNLOAD).isSound();

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(ids(told))
                .containsExactly("60061044002", "60061044004", "60061044006", "60261003002", "60261003004");
        JsonNode service = told.of("service.found").get(0);
        assertThat(service.path("via").asText()).isEqualTo("sia");
        assertThat(service.path("title").asText()).isEqualTo("NuSTAR Images");
        assertThat(told.of("file.completed"))
                .hasSize(5)
                .allSatisfy(file -> assertThat(file.path("file").asText()).endsWith("A01_sk.img.gz"));
    }

    @Test
    void timeAndBandLimitThem() {
        assertThat(ids(run(DataRanges.of(null, "56339 56339.5"), Action.OBSERVATIONS)))
                .containsExactly("60061044006");
        assertThat(ids(run(DataRanges.of("1e-10", "57000 +Inf"), Action.OBSERVATIONS)))
                .containsExactly("60261003002", "60261003004");
        Told optical = run(DataRanges.of("4e-7 7e-7", null), Action.OBSERVATIONS);
        assertThat(optical.end()).isEqualTo("search.empty");
    }

    @Test
    void theDatalinkDocumentsOfSpectraLeadToTheDirectoriesOfObservations() {
        Told told = run("nuspectra", DataRanges.NONE, Action.PLAN);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(ids(told)).hasSize(5).allMatch(id -> id.startsWith("ivo://nasa.heasarc/numaster?60"));
        assertThat(told.of("service.found").get(0).path("via").asText()).isEqualTo("ssa");
        assertThat(told.of("observation.linked")).hasSize(5).allSatisfy(linked -> assertThat(linked.path("directories"))
                .hasSize(1));
        assertThat(told.tally("files")).isPositive();
        assertThat(ids(run("nuspectra", DataRanges.of("1e-10", "57000 57700.25"), Action.OBSERVATIONS)))
                .containsExactly("ivo://nasa.heasarc/numaster?60261003002");
    }
}
