package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.search.played.PlayedRows;
import dev.voyage.search.played.PlayedRows.Line;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.story.CutStory;
import dev.voyage.search.story.IdentityStoryTest;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a restart and in a retry, rows are recognised in any order of the catalogue, or the observation fails. */
class IdentityRecoveryTest {

    private static final List<Line> LINES = List.of(
            Line.of("", "d1"),
            Line.of("7", "d2"),
            Line.of("7", "d3"),
            Line.of("7", "d2"), // equal to the second line
            Line.of("null", "d4"),
            Line.of("8", "d5").exposed(20_000));

    @TempDir
    Path directory;

    private Rig rig;
    private PlayedRows rows;
    private List<JsonNode> whole;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(Files.createDirectories(directory.resolve("whole/data")));
        rows = new PlayedRows(rig);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    private SearchRequest request() {
        return new SearchRequest(
                null,
                new SkyPosition(10.25, 0),
                rig.played.cone().toString(),
                1,
                "exposure <= 10000",
                List.of(),
                List.of(),
                Action.DOWNLOAD,
                SourcePreference.AUTO);
    }

    private void runWhole(List<Line> lines) {
        rows.have(lines.toArray(Line[]::new));
        whole = rig.run(request());
        new Told(whole).isSound();
    }

    private Path cut(int seq) throws IOException, SQLException {
        Path data = Files.createTempDirectory(directory, "cut-" + seq + "-").resolve("data");
        CutStory.copy(rig, whole, seq, false, data);
        return data;
    }

    private Told recovered(Path data) {
        try (var next = new Rig(rig, data)) {
            next.searches.recover().await().atMost(Rig.SOON);
            return new Told(next.events(whole.get(0).path("search").textValue())).isSound();
        }
    }

    private int seqOf(String type) {
        return new Told(whole).of(type).get(0).path("seq").intValue();
    }

    private static Map<String, String> datasetsOfRows(Told told) {
        var datasets = new HashMap<String, String>();
        for (JsonNode event : told.of("observation.found")) {
            datasets.put(
                    event.path("observation").textValue(),
                    event.path("row").path("dataset").textValue());
        }
        return datasets;
    }

    @Test
    void cutBehindAnyEventEachRowKeepsItsNameAndItsLinksThoughTheAnswerIsTurnedRound() throws Exception {
        runWhole(LINES);
        var turned = new ArrayList<>(LINES);
        Collections.reverse(turned);
        rows.have(turned.toArray(Line[]::new));
        int found = seqOf("catalogue.searched");

        for (int seq = found - LINES.size(); seq < found + 6; seq++) {
            Told told = recovered(cut(seq));

            assertThat(told.end()).as("cut after %d", seq).isEqualTo("search.completed");
            assertThat(told.tally("observations")).isEqualTo(6);
            assertThat(told.tally("selected")).isEqualTo(4);
            assertThat(told.tally("repeated")).isEqualTo(1);
            assertThat(told.of("file.completed")).hasSize(4);
            Map<String, String> linked = IdentityStoryTest.datasets(told);
            assertThat(linked).hasSize(4);
            assertThat(datasetsOfRows(told)).containsAllEntriesOf(linked);
            assertThat(told.of("catalogue.searched").get(0).path("rows").intValue())
                    .isEqualTo(6);
            assertThat(told.of("catalogue.searched").get(0).path("sharedIds").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void anotherRowInItsPlaceIsNotUsed() throws Exception {
        runWhole(List.of(Line.of("", "d1"), Line.of("7", "d2"), Line.of("8", "d3")));
        rows.have(Line.of("", "d6"), Line.of("7", "d5"), Line.of("8", "d3").at(10.6));

        Told told = recovered(cut(seqOf("catalogue.searched")));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.of("observation.failed")).hasSize(3).allSatisfy(event -> assertThat(
                        event.path("problem").path("detail").textValue())
                .contains("has no row of observation"));
        assertThat(told.of("observation.linked")).isEmpty();
    }

    @Test
    void aRowInWhichOnlyNumbersChangedIsFoundAgainWhereItIsTheOnlyOne() throws Exception {
        runWhole(List.of(Line.of("7", "d1"), Line.of("8", "d2"), Line.of("", "d3"), Line.of("9", "d4")));
        rows.have(
                Line.of("8", "d2").exposed(1),
                Line.of("8", "d2").exposed(2), // ambiguous
                Line.of("", "d3").exposed(3), // without an id, numbers count
                Line.of("7", "d1").exposed(4),
                Line.of("9", "d4").called("under way"));

        Told told = recovered(cut(seqOf("catalogue.searched")));

        assertThat(IdentityStoryTest.datasets(told)).containsExactly(Map.entry("7", "d1"));
        assertThat(told.of("observation.failed")).hasSize(3);
        assertThat(told.tally("observations")).isEqualTo(4);
    }

    @Test
    void aChangedRowOfAnAnswerThatWasNotReadToItsEndGoesOnAndTheOthersAreNew() throws Exception {
        runWhole(List.of(Line.of("7", "d1"), Line.of("8", "d2")));
        rows.have(Line.of("8", "d2"), Line.of("7", "d1").exposed(4), Line.of("9", "d3"));

        Told told = recovered(cut(seqOf("observation.found"))); // only 7 was reported

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(IdentityStoryTest.datasets(told)).containsOnlyKeys("7", "8", "9");
        assertThat(told.tally("observations")).isEqualTo(3);
    }

    @Test
    void aRetryFindsItsRowsInAnyOrderByTheSameNames() throws Exception {
        rows.have(LINES.toArray(Line[]::new));
        rig.played.file("d1", "a.txt").answers(404);
        rig.played.file("d3", "a.txt").answers(404);
        whole = rig.run(request());
        var first = new Told(whole).isSound();
        assertThat(first.end()).isEqualTo("search.partial");
        var turned = new ArrayList<>(LINES);
        Collections.reverse(turned);
        rows.have(turned.toArray(Line[]::new));

        Told second = retry();

        assertThat(IdentityStoryTest.datasets(second)).hasSize(2).containsValues("d1", "d3");
        assertThat(IdentityStoryTest.datasets(first)).containsAllEntriesOf(IdentityStoryTest.datasets(second));
        assertThat(second.end()).isEqualTo("search.completed");
    }

    @Test
    void aRetryThatDoesNotFindItsRowSaysSoAndTakesNoOther() throws Exception {
        rows.have(Line.of("", "d1"), Line.of("7", "d2"));
        rig.played.listing("d1").answers(404);
        rig.played.listing("d2").answers(404);
        whole = rig.run(request());
        rows.have(Line.of("", "d6"), Line.of("7", "d5"));

        Told second = retry();

        assertThat(second.end()).isEqualTo("search.partial");
        assertThat(datasetsOfRows(second)).isEqualTo(datasetsOfRows(new Told(whole)));
        assertThat(second.of("observation.linked")).isEmpty();
        assertThat(second.of("observation.failed")).hasSize(2).allSatisfy(event -> assertThat(
                        event.path("problem").path("detail").textValue())
                .contains("has no row of observation"));
        assertThat(second.tally("selected")).isEqualTo(2);

        rows.have(Line.of("7", "d2"), Line.of("", "d1"));
        whole = second.events();
        Told third = retry();
        assertThat(third.end()).isEqualTo("search.completed");
        assertThat(IdentityStoryTest.datasets(third)).containsValues("d1", "d2");
    }

    private Told retry() {
        String again = rig.searches
                .retry(whole.get(0).path("search").textValue(), Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        return new Told(rig.events(again)).isSound();
    }

    /**
     * A journal of an earlier version, which names observations by their number, and duplicate ids by a number after
     * the id.
     */
    private Path older(int seq, Map<String, String> names) throws IOException, SQLException {
        Path data = cut(seq);
        try (Connection store = TestStore.in(data).getConnection();
                var change = store.prepareStatement("update events set json = ? where seq = ?")) {
            for (JsonNode event : whole.subList(0, seq)) {
                if (event.path("type").textValue().equals("observation.found")) {
                    var old = (ObjectNode) event.deepCopy();
                    old.remove("reason");
                    old.put(
                            "observation",
                            names.get(event.path("row").path("dataset").textValue()));
                    change.setString(1, old.toString());
                    change.setLong(2, event.path("seq").longValue());
                    change.executeUpdate();
                }
            }
        }
        return data;
    }

    @Test
    void aJournalWithRowNumbersGoesOnWithTheRowsThatItNumbered() throws Exception {
        runWhole(List.of(Line.of("", "d1"), Line.of("", "d2"), Line.of("7", "d3"), Line.of("7", "d4")));
        Path data = older(seqOf("catalogue.searched"), Map.of("d1", "row-1", "d2", "row-2", "d3", "7", "d4", "7~2"));
        rows.have(Line.of("7", "d4"), Line.of("", "d2"), Line.of("", "d9"), Line.of("7", "d3"));

        Told told = recovered(data);

        assertThat(IdentityStoryTest.datasets(told))
                .containsExactlyInAnyOrderEntriesOf(Map.of("row-2", "d2", "7", "d3", "7~2", "d4"));
        assertThat(told.of("observation.failed")).singleElement().satisfies(event -> assertThat(
                        event.path("observation").textValue())
                .isEqualTo("row-1"));
        assertThat(told.end()).isEqualTo("search.partial");
    }

    @Test
    void foldersStayTheirObservationsOverARestart() throws Exception {
        runWhole(List.of(Line.of("7", "d1").exposed(1), Line.of("7", "d1").exposed(2)));
        List<String> files = new Told(whole)
                .of("file.found").stream()
                        .map(event -> event.path("observation").textValue() + " "
                                + event.path("file").textValue())
                        .sorted()
                        .toList();
        assertThat(files).hasSize(2);
        for (int seq = seqOf("catalogue.searched"); seq < whole.size() - 1; seq++) {
            var told = recovered(cut(seq));
            var folders = new HashMap<String, String>();
            for (JsonNode event : told.of("file.found")) {
                String folder = event.path("file").textValue().replaceFirst("/.*", "");
                assertThat(folders.put(folder, event.path("observation").textValue()))
                        .as("cut after %d", seq)
                        .isNull();
            }
            assertThat(folders).hasSize(2);
        }
    }
}
