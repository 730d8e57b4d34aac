package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Several;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.story.CutStory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search of three targets in two catalogues, interrupted anywhere, paused, retried. */
class SeveralRecoveryTest {

    @TempDir
    Path directory;

    private Rig rig;
    private Several several;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(Files.createDirectories(directory.resolve("whole/data")));
        several = new Several(rig);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    /** The distinct results among the events. The owner of a shared observation or file may depend on the order. */
    private static List<String> keys(List<JsonNode> events) {
        var keys = new ArrayList<String>();
        for (JsonNode event : events) {
            String type = event.path("type").textValue();
            boolean ends = type.equals("file.completed") || type.equals("file.skipped");
            if (type.equals("file.started")
                    || type.startsWith("upstream.")
                    || event.path("willRetry").booleanValue()) {
                continue;
            }
            boolean isRow = type.equals("observation.found") || type.startsWith("catalogue.");
            keys.add((ends ? "file.ended" : type) + " "
                    + event.path("observation").asText() + " "
                    + event.path("file").asText() + " "
                    + (isRow || type.startsWith("target.")
                            ? event.path("target").asText()
                            : "") + " "
                    + event.path("catalogue").asText() + " "
                    + URI.create(event.path("url").asText()).getPath());
        }
        assertThat(keys).doesNotHaveDuplicates();
        return List.copyOf(new TreeSet<>(keys));
    }

    @Test
    void cutBehindEveryEventItGoesOnAndRepeatsNothing() throws Exception {
        rig.played.file("B", "b.txt").answers(404);
        rig.played.listing("E").answers(404);
        List<JsonNode> whole = rig.run(several.request(
                List.of("one", "two", "three", "nowhere"), List.of(several.tUrl(), several.uUrl()), Action.DOWNLOAD));
        var all = new Told(whole).isSound();
        assertThat(all.end()).isEqualTo("search.partial");

        for (int seq = 1; seq < whole.size(); seq++) {
            Path data = directory.resolve("cut-" + seq).resolve("data");
            CutStory.copy(rig, whole, seq, true, data);
            try (var next = new Rig(rig, data)) {
                String id = whole.get(0).path("search").textValue();
                next.searches.recover().await().atMost(Rig.SOON);
                var told = new Told(next.events(id)).isSound().leaves(next, Several::source);

                assertThat(told.events().subList(0, seq)).isEqualTo(whole.subList(0, seq));
                assertThat(keys(told.events())).as("cut after %d", seq).isEqualTo(keys(whole));
                assertThat(told.end()).isEqualTo("search.partial");
                for (String member : List.of("observations", "selected", "repeated", "files")) {
                    assertThat(told.tally(member)).as(member).isEqualTo(all.tally(member));
                }
            }
        }
    }

    @Test
    void whatIsKnownIsNotAskedAgain() throws Exception {
        List<JsonNode> whole = rig.run(several.request(Action.OBSERVATIONS));
        int before = rig.archive.requests("/sesame/-oxp/SNV").size();
        Path data = directory.resolve("cut").resolve("data");
        CutStory.copy(rig, whole, whole.size() - 1, true, data);
        int cones = rig.archive.requests("/cone").size()
                + rig.archive.requests("/u").size();
        try (var next = new Rig(rig, data)) {
            next.searches.recover().await().atMost(Rig.SOON);
            assertThat(new Told(next.events(whole.get(0).path("search").textValue())).end())
                    .isEqualTo("search.completed");
        }
        assertThat(rig.archive.requests("/sesame/-oxp/SNV")).hasSize(before);
        assertThat(rig.archive.requests("/cone").size()
                        + rig.archive.requests("/u").size())
                .isEqualTo(cones);
    }

    @Test
    void cutWhereAllHadFailedItFailsAgain() throws Exception {
        List<JsonNode> whole = rig.run(several.request(List.of("no", "nor"), List.of(several.tUrl()), Action.LINKS));
        Path data = directory.resolve("cut").resolve("data");
        CutStory.copy(rig, whole, whole.size() - 1, true, data);
        try (var next = new Rig(rig, data)) {
            next.searches.recover().await().atMost(Rig.SOON);
            var told = new Told(next.events(whole.get(0).path("search").textValue()));
            assertThat(told.end()).isEqualTo("search.failed");
            assertThat(told.problem()).isEqualTo("unknown-target");
        }
    }

    @Test
    void pausedAndResumedItTellsEverythingOnce() {
        rig.played
                .file("B", "b.txt")
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .ranges("\"bB\"", Played.MODIFIED)
                .stallsAfter(1500)
                .then()
                .answers(200, "text/plain", Played.content("B", "b.txt"))
                .ranges("\"bB\"", Played.MODIFIED);
        String id = rig.start(several.request(Action.DOWNLOAD));
        rig.archive.await("/FTP/B/b.txt", 1);
        rig.searches.pause(id).await().atMost(Rig.SOON);
        rig.searches.resume(id).await().atMost(Rig.SOON);

        var told = new Told(rig.events(id)).isSound().leaves(rig, Several::source);
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("selected")).isEqualTo(5);
        keys(told.events());
    }

    @Test
    void aRetryIsAboutWhatFailedOnly() {
        rig.played.file("C", "b.txt").answers(404);
        several.u().answers(404);
        SearchRequest request = several.request(
                List.of("one", "two", "three", "nowhere"), List.of(several.tUrl(), several.uUrl()), Action.DOWNLOAD);
        var first = new Told(rig.run(request)).isSound();
        assertThat(first.end()).isEqualTo("search.partial");
        int cones = rig.archive.requests("/cone").size();

        new Several(rig); // without faults
        String again = rig.searches
                .retry(first.last().path("search").textValue(), Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        var second = new Told(rig.events(again)).isSound();

        assertThat(second.of("target.failed")).hasSize(1);
        assertThat(second.of("observation.completed").stream()
                        .map(event -> event.path("observation").textValue()))
                .containsExactlyInAnyOrder("cone/C", "u/A", "u/E");
        assertThat(rig.archive.requests("/cone"))
                .as("only around the target with C")
                .hasSize(cones + 1);
        assertThat(second.tally("completed")).isEqualTo(3); // C/b.txt, E/a.txt, E/b.txt
        assertThat(second.tally("skipped")).isEqualTo(2); // A is on disk
    }
}
