package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.PlayedRows;
import dev.voyage.search.played.PlayedRows.Line;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.search.story.CutStory;
import dev.voyage.search.story.IdentityStoryTest;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** For any rows in any order: each distinct row is one observation with its own links, across restarts too. */
class IdentityPropertyTest {

    @Provide
    Arbitrary<List<Line>> lines() {
        return Combinators.combine(
                        Arbitraries.of("", " ", "null", "..", "A", "a", "A ", "A~2", "B", "row-1"),
                        Arbitraries.of(10.25, 10.5, 10.625, 10.75).injectNull(0.1),
                        Arbitraries.of("d1", "d2", "D1", "obs"),
                        Arbitraries.of(1.0, 0.1))
                .as((id, ra, dataset, exposure) -> new Line(id, ra, dataset, exposure, "done"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void everyRowThatDiffersIsOneObservation(@ForAll("lines") List<Line> lines, @ForAll long seed)
            throws IOException, SQLException {
        Path directory = Files.createTempDirectory("identity");
        var random = new Random(seed);
        try (Rig rig = new Rig(Files.createDirectories(directory.resolve("whole/data")))) {
            var rows = new PlayedRows(rig);
            rows.have(lines, shuffled(lines, random), "10.5");
            List<JsonNode> whole = rig.run(request(rig));
            check(new Told(whole), lines);

            rows.have(shuffled(lines, random), shuffled(lines, random), "10.5");
            int cut = 1 + random.nextInt(whole.size() - 1);
            Path data = directory.resolve("cut/data");
            CutStory.copy(rig, whole, cut, false, data);
            try (Rig next = new Rig(rig, data)) {
                next.searches.recover().await().atMost(Rig.SOON);
                check(new Told(next.events(whole.get(0).path("search").textValue())), lines);
            }
        } finally {
            delete(directory);
        }
    }

    private static SearchRequest request(Rig rig) {
        return new SearchRequest(
                List.of(
                        new Target("first", new SkyPosition(10.5, 0)),
                        new Target("second", new SkyPosition(10.625, 0))),
                List.of(rig.played.cone().toString()),
                1,
                null,
                List.of(),
                List.of(),
                Action.DOWNLOAD,
                SourcePreference.AUTO);
    }

    private static List<Line> shuffled(List<Line> lines, Random random) {
        var other = new ArrayList<>(lines);
        Collections.shuffle(other, random);
        return other;
    }

    private static String said(Line line) {
        return line.id().strip() + " " + line.raDeg() + " " + line.dataset() + " " + line.exposureSec();
    }

    private static String said(JsonNode row) {
        return row.path("obsid")
                        .asText("")
                        .replace("null", row.path("obsid").isNull() ? "" : "null")
                        .strip()
                + " " + (row.path("ra").isNull() ? null : row.path("ra").doubleValue())
                + " " + row.path("dataset").textValue() + " "
                + row.path("exposure").doubleValue();
    }

    private static void check(Told told, List<Line> lines) {
        told.isSound();
        assertThat(told.end()).isEqualTo("search.completed");
        Set<String> distinct =
                lines.stream().map(IdentityPropertyTest::said).collect(Collectors.toCollection(TreeSet::new));
        List<JsonNode> selected = told.of("observation.found").stream()
                .filter(event -> !event.path("repeated").booleanValue())
                .toList();
        assertThat(selected.stream().map(event -> said(event.path("row"))))
                .containsExactlyInAnyOrderElementsOf(distinct);
        assertThat(told.tally("observations")).isEqualTo(2L * lines.size());
        assertThat(selected.stream().map(event -> event.path("observation").textValue()))
                .doesNotHaveDuplicates();
        assertThat(IdentityStoryTest.datasets(told))
                .containsExactlyInAnyOrderEntriesOf(selected.stream()
                        .collect(Collectors.toMap(
                                event -> event.path("observation").textValue(),
                                event -> event.path("row").path("dataset").textValue())));
        assertThat(told.of("file.found").stream()
                        .map(event -> event.path("file").textValue().toLowerCase(java.util.Locale.ROOT)))
                .as("one file each, in separate folders on every file system")
                .hasSize(distinct.size())
                .doesNotHaveDuplicates();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
