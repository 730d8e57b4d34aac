package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.event.Phase;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.story.CutStory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new process completes the searches of a killed one, wherever they were interrupted, with the same result. */
class RecoveryTest {

    @TempDir
    Path directory;

    private Rig rig;
    private List<JsonNode> whole;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(Files.createDirectories(directory.resolve("whole/data")));
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    /** Two intact observations, one with a failing second file, one with a failing listing, one not selected. */
    private void tellWhole(Action action) {
        var played = rig.played;
        played.observations("A", "B", "C", "D", "E");
        played.coneScript()
                .answers(
                        200,
                        "text/xml",
                        played.coneDocument("A", "B", "C", "D", "E")
                                .replace(Played.row("D", 5000), Played.row("D", 20_000)));
        played.listing("A").answers(200, "text/html", Played.page("A", "a.txt", "b.txt", "c.jpg"));
        played.file("B", "b.txt").answers(404);
        played.listing("C").answers(404);
        whole = rig.run(request(action));
        assertThat(new Told(whole).isSound().end()).isEqualTo("search.partial");
    }

    private SearchRequest request(Action action) {
        return new SearchRequest(
                "name",
                null,
                rig.played.cone().toString(),
                1,
                "exposure <= 10000",
                List.of(),
                List.of("*.jpg"),
                action,
                SourcePreference.AUTO);
    }

    /** The search, completed by a new process on this directory. */
    private Told recovered(Path data) {
        try (var next = new Rig(rig, data)) {
            String id = whole.get(0).path("search").textValue();
            next.searches.recover().await().atMost(Rig.SOON);
            var told = new Told(next.events(id));
            if (next.state(id).request().get("action").equals("download")) {
                told.isSound().leaves(next, Played::source);
            }
            assertThat(next.state(id).lastSeq()).isEqualTo(told.events().size());
            assertThat(next.journal.orphans().await().atMost(Rig.SOON)).isEmpty();
            return told;
        }
    }

    private Path cut(int seq, boolean withFiles) throws IOException, SQLException {
        Path data = directory.resolve("cut-" + seq + "-" + withFiles).resolve("data");
        CutStory.copy(rig, whole, seq, withFiles, data);
        return data;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void behindEveryEventOfADownload(boolean withFiles) throws Exception {
        tellWhole(Action.DOWNLOAD);
        for (int seq = 1; seq < whole.size(); seq++) {
            var before = counts();
            Told told = recovered(cut(seq, withFiles));

            assertThat(told.events().subList(0, seq)).isEqualTo(whole.subList(0, seq));
            assertThat(keys(told.events())).as("cut after %d", seq).isEqualTo(keys(whole));
            assertThat(told.end()).isEqualTo("search.partial");
            for (JsonNode event : whole.subList(0, seq)) {
                if (event.path("type").textValue().startsWith("file.") && isEnd(event)) {
                    String path = "/FTP/" + event.path("file").textValue();
                    assertThat(rig.archive.requests(path))
                            .as("%s, cut after %d", path, seq)
                            .hasSize(before.getOrDefault(path, 0));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OBSERVATIONS", "LINKS", "PLAN"})
    void behindEveryEventOfWhatDownloadsNothing(String action) throws Exception {
        rig.played.observations("A", "B");
        whole = rig.run(request(Action.valueOf(action)));
        for (int seq = 1; seq < whole.size(); seq++) {
            Told told = recovered(cut(seq, true));
            assertThat(keys(told.events())).as("cut after %d", seq).isEqualTo(keys(whole));
            assertThat(told.of("plan.ready").stream()
                            .map(plan -> plan.path("files").longValue()))
                    .isEqualTo(new Told(whole)
                            .of("plan.ready").stream()
                                    .map(plan -> plan.path("files").longValue())
                                    .toList());
            assertThat(told.of("plan.ready").stream()
                            .map(plan -> plan.path("bytes").longValue()))
                    .isEqualTo(new Told(whole)
                            .of("plan.ready").stream()
                                    .map(plan -> plan.path("bytes").longValue())
                                    .toList());
        }
    }

    private Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        for (String observation : List.of("A", "B", "E")) {
            for (String name : List.of("a.txt", "b.txt")) {
                String path = "/FTP/" + observation + "/" + name;
                counts.put(path, rig.archive.requests(path).size());
            }
        }
        return counts;
    }

    private static boolean isEnd(JsonNode event) {
        return switch (event.path("type").textValue()) {
            case "file.completed", "file.skipped" -> true;
            case "file.failed" -> !event.path("willRetry").booleanValue();
            default -> false;
        };
    }

    /**
     * The distinct results among the events. A file downloaded just before the kill may be reported as unchanged
     * afterwards.
     */
    private static List<String> keys(List<JsonNode> events) {
        var keys = new ArrayList<String>();
        for (JsonNode event : events) {
            String type = event.path("type").textValue();
            boolean here = type.equals("file.completed")
                    || (type.equals("file.skipped")
                            && event.path("reason").textValue().equals("unchanged"));
            if (type.equals("file.started")
                    || type.startsWith("upstream.")
                    || event.path("willRetry").booleanValue()) {
                continue;
            }
            keys.add((here ? "file.here" : type) + " "
                    + event.path("observation").asText() + " "
                    + event.path("file").asText() + " "
                    + URI.create(event.path("url").asText()).getPath());
        }
        assertThat(keys).doesNotHaveDuplicates();
        return List.copyOf(new TreeSet<>(keys));
    }

    private int seqOf(String type, String field, String value) {
        return whole.stream()
                .filter(event -> event.path("type").textValue().equals(type)
                        && event.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow()
                .path("seq")
                .intValue();
    }

    @Test
    void whatTheArchiveNoLongerListsIsFetchedFromWhereItWasTold() throws Exception {
        rig.played.observations("A");
        whole = rig.run(request(Action.DOWNLOAD));
        rig.played.listing("A").answers(200, "text/html", Played.page("A", "new.txt"));
        rig.played.file("A", "new.txt").answers(200, "text/plain", Played.content("A", "new.txt"));

        Told told = recovered(cut(seqOf("file.found", "file", "A/b.txt"), false));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("completed")).isEqualTo(3);
    }

    @Test
    void aDirectoryThatIsGoneFailsItsObservationAndItsToldFilesComeAllTheSame() throws Exception {
        rig.played.observations("A");
        whole = rig.run(request(Action.DOWNLOAD));
        rig.played.listing("A").answers(404);

        Told told = recovered(cut(seqOf("file.found", "file", "A/b.txt"), false));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.tally("completed")).isEqualTo(2);
        assertThat(told.of("observation.failed").get(0).path("files").intValue())
                .isEqualTo(2);
    }

    @Test
    void anObservationThatTheCatalogueNoLongerHasFailsByName() throws Exception {
        rig.played.observations("A", "B");
        whole = rig.run(request(Action.DOWNLOAD));
        rig.played.observations("B", "Z");

        Told told = recovered(cut(seqOf("catalogue.searched", "rows", "2"), false));

        assertThat(told.of("observation.found")).hasSize(2);
        assertThat(told.problems("observation.failed")).containsExactly("malformed");
        assertThat(told.of("observation.failed").get(0).path("observation").textValue())
                .isEqualTo("A");
        assertThat(told.of("observation.completed")).hasSize(1);
    }

    @Test
    void aCatalogueThatNoLongerAnswersFailsOnlyWhatWaitsForIt() throws Exception {
        tellWhole(Action.DOWNLOAD);
        rig.played.coneScript().answers(404);

        Told told = recovered(cut(seqOf("observation.linked", "observation", firstLinked()), false));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problems("observation.failed"))
                .hasSizeGreaterThanOrEqualTo(3)
                .contains("refused");
    }

    private String firstLinked() {
        return new Told(whole)
                .of("observation.linked")
                .get(0)
                .path("observation")
                .textValue();
    }

    @Test
    void asManyAsMayRunGoOnAndTheOthersWaitInOrder() throws Exception {
        rig.played.links().stallsHead();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            ids.add(rig.start(rig.request(Action.LINKS)));
        }
        rig.first(ids.get(1), "catalogue.searched");
        rig.searches.pause(ids.get(1)).await().atMost(Rig.SOON);
        rig.first(ids.get(2), "catalogue.searched");
        rig.searches.close().await().atMost(Rig.SOON);
        rig.journal.close();

        try (var next = new Rig(rig)) {
            next.searches.recover().await().atMost(Rig.SOON);
            assertThat(next.state(ids.get(0)).phase()).isEqualTo(Phase.EXECUTING);
            assertThat(next.state(ids.get(1)).phase()).isEqualTo(Phase.HELD);
            assertThat(next.state(ids.get(2)).phase()).isEqualTo(Phase.EXECUTING);
            assertThat(next.state(ids.get(3)).phase()).isEqualTo(Phase.QUEUED);
            assertThat(next.searches.placeInLine(ids.get(3))).hasValue(1);
            next.searches.cancel(ids.get(0)).await().atMost(Rig.SOON);
            next.first(ids.get(3), "catalogue.searched");
        }
    }
}
