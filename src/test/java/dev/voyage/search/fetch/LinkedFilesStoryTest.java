package dev.voyage.search.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.story.CutStory;
import dev.voyage.testsupport.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole searches whose links lead to files: download, names, duplicates, plans, exclusion, recovery. */
class LinkedFilesStoryTest {

    @TempDir
    Path data;

    @TempDir
    Path mount;

    private Rig rig;

    @BeforeEach
    void setUp() {
        rig = new Rig(data, mount);
        rig.played.observations("A");
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    private String row(String id, String path, String semantics, String type) {
        return Played.linkRow(id, rig.archive.uri(path).toString().replace("&", "&amp;"), "", type)
                .replace("#this", semantics);
    }

    private void links(Function<String, String> rowsOf) {
        rig.played.links().answersBy(200, "text/xml", request -> document(request, rowsOf));
    }

    private static byte[] document(Received request, Function<String, String> rowsOf) {
        var rows = new StringBuilder();
        Played.asked(request).forEach(id -> rows.append(rowsOf.apply(id)));
        return Played.linksDocument(rows.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private void file(String path, String text) {
        rig.archive.on(path).answers(200, "application/octet-stream", text);
    }

    private Told run(SearchRequest request) {
        return new Told(rig.run(request)).isSound();
    }

    private SearchRequest request(Action action, String... links) {
        SearchRequest request = rig.request(action, SourcePreference.AUTO);
        return links.length == 0 ? request : request.withLinks(LinkChoice.of(List.of(links)));
    }

    private static List<String> paths(Told told, String type) {
        return told.of(type).stream()
                .map(event -> event.get("file").textValue())
                .sorted()
                .toList();
    }

    private String here(Told told, String path) throws IOException {
        return Files.readString(rig.searches
                .file(told.last().get("search").textValue(), path)
                .await()
                .atMost(Rig.SOON)
                .path());
    }

    @Test
    void theDataSetIsFetchedAndTheOtherLinksAreTold() throws IOException {
        links(id -> row(id, "/data/" + id + "/a.txt", "#this", "image/fits")
                + row(id, "/data/" + id + "/b.png", "#preview", "image/png"));
        file("/data/A/a.txt", "the data\n");

        Told told = run(request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(paths(told, "file.completed")).containsExactly("A/a.txt");
        assertThat(here(told, "A/a.txt")).isEqualTo("the data\n");
        assertThat(told.of("observation.linked")).singleElement().satisfies(linked -> {
            assertThat(linked.get("directories")).isEmpty();
            assertThat(linked.get("others")).hasSize(2);
            assertThat(linked.get("others").get(0).get("fetch").booleanValue()).isTrue();
            assertThat(linked.get("others").get(1).has("fetch")).isFalse();
            assertThat(linked.get("others").get(1).get("url").textValue()).endsWith("/data/A/b.png");
        });
        assertThat(rig.archive.requests("/data/A/b.png")).isEmpty();
        assertThat(rig.archive.requests("/data/A/a.txt")).hasSize(1);
    }

    @Test
    void whichLinksAreFetchedCanBeChosenByAnyFormOfTheTermAndNarrowerOnesAreMeantToo() {
        links(id -> row(id, "/data/a.txt", "#this", "text/plain")
                + row(id, "/data/p1.txt", "http://www.ivoa.net/rdf/datalink/core#preview", "")
                + row(id, "/data/p2.txt", "#preview-image", "")
                + row(id, "/data/c.txt", "#bias", "")
                + row(id, "/data/raw.txt", "#progenitor", "")
                + row(id, "/data/near.txt", "#counterpart", "")
                + row(id, "/data/cut.txt", "#cutout", ""));
        List.of("a", "p1", "p2", "c", "raw", "near", "cut").forEach(name -> file("/data/" + name + ".txt", name));

        assertThat(paths(run(request(Action.DOWNLOAD)), "file.found")).containsExactly("A/a.txt");
        assertThat(paths(run(request(Action.DOWNLOAD, "preview,this")), "file.found"))
                .containsExactly("A/a.txt", "A/p1.txt", "A/p2.txt");
        assertThat(paths(run(request(Action.DOWNLOAD, "#calibration")), "file.found"))
                .containsExactly("A/c.txt");
        assertThat(paths(run(request(Action.DOWNLOAD, "all")), "file.found"))
                .containsExactly("A/a.txt", "A/c.txt", "A/near.txt", "A/p1.txt", "A/p2.txt", "A/raw.txt");
        Told none = run(request(Action.DOWNLOAD, "none"));
        assertThat(none.of("file.found")).isEmpty();
        assertThat(none.of("observation.unavailable")).singleElement().satisfies(event -> {
            assertThat(event.get("reason").textValue()).isEqualTo("no-link");
            assertThat(event.get("detail").textValue()).contains("#this").contains("2 \"#preview\"".substring(2));
            assertThat(event.get("others")).hasSize(7);
        });
        assertThat(none.end()).isEqualTo("search.completed"); // no link was selected, and the event says so
    }

    @Test
    void filesBehindQueriesAreCalledAsTheArchiveSaysAndKeptApart() throws IOException {
        links(id -> row(id, "/get?file=abc.fits.txt&id=1", "#this", "image/fits")
                + row(id, "/get?file=abc.fits.txt&id=2", "#this", "image/fits")
                + row(id, "/named?id=3", "#this", "image/fits")
                + row(id, "/plain?id=4", "#this", "text/plain")
                + row(id, "/data/A/abc.fits.txt", "#this", "text/plain"));
        rig.archive.on("/get").answersBy(200, "application/octet-stream", request -> request.query()
                .getBytes(StandardCharsets.UTF_8));
        rig.archive
                .on("/named")
                .answers(200, "application/octet-stream", "named")
                .header("Content-Disposition", "attachment; filename=\"real name.txt\"");
        file("/plain", "plain");
        file("/data/A/abc.fits.txt", "file");

        Told told = run(request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(paths(told, "file.completed"))
                .containsExactly(
                        "A/abc.fits.txt", "A/abc.fits~2.txt", "A/abc.fits~3.txt", "A/plain.txt", "A/real name.txt");
        for (JsonNode found : told.of("file.found")) {
            String url = found.get("url").textValue();
            String right = url.contains("/get?")
                    ? url.substring(url.indexOf('?') + 1)
                    : url.contains("/named") ? "named" : url.contains("/plain") ? "plain" : "file";
            assertThat(here(told, found.get("file").textValue())).isEqualTo(right);
        }

        Told again = run(request(Action.DOWNLOAD));
        assertThat(paths(again, "file.found")).isEqualTo(paths(told, "file.found"));
        var verified = rig.verification
                .verify(again.last().get("search").textValue())
                .collect()
                .asList()
                .await()
                .atMost(Rig.SOON);
        assertThat(verified).hasSize(5).allSatisfy(file -> assertThat(file.state())
                .isEqualTo("right"));
    }

    @Test
    void aFileInALinkedDirectoryComesOnceAndOneThatTheListingHidesComesToo() {
        links(id -> row(id, "/FTP/" + id + "/", "#this", "directory")
                + row(id, "/FTP//" + id + "/a.txt", "#this", "text/plain")
                + row(id, "/FTP/" + id + "/hidden.txt", "#this", "text/plain")
                + row(id, "/elsewhere/c.txt", "#this", "text/plain"));
        file("/FTP/A/hidden.txt", "hidden");
        file("/elsewhere/c.txt", "elsewhere");

        Told told = run(request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(paths(told, "file.completed")).containsExactly("A/a.txt", "A/b.txt", "A/c.txt", "A/hidden.txt");
        assertThat(rig.archive.requests("/FTP/A/a.txt")).hasSize(1);
        assertThat(rig.archive.requests("/FTP//A/a.txt")).isEmpty();
    }

    @Test
    void patternsAndPlansAndHintsOfSizesHoldForLinkedFiles() {
        links(id -> row(id, "/data/a.txt", "#this", "text/plain").replace("<TD/></TR>", "<TD>100</TD></TR>")
                + row(id, "/data/b.log", "#this", "text/plain"));
        rig.archive.on("/data/a.txt").answers(200, "text/plain", "x".repeat(40)).chunked();
        file("/data/b.log", "log");

        Told plan = new Told(rig.run(request(Action.PLAN)));
        JsonNode ready = plan.of("plan.ready").get(0);
        assertThat(ready.get("files").intValue()).isEqualTo(2);
        assertThat(ready.get("observations").intValue()).isEqualTo(1);

        SearchRequest all = request(Action.DOWNLOAD);
        Told told = run(new SearchRequest(
                all.targets(),
                all.catalogues(),
                all.radiusDeg(),
                null,
                List.of(),
                List.of("*.log"),
                all.action(),
                all.source()));
        assertThat(told.end()).isEqualTo("search.completed"); // the length of 100 is a hint
        assertThat(paths(told, "file.completed")).containsExactly("A/a.txt");
        assertThat(told.of("file.skipped").get(0).get("reason").textValue()).isEqualTo("excluded");
    }

    @Test
    void aMountAndABucketHaveLinkedFilesToo() throws IOException {
        links(id -> row(id, "/FTP/x/a.txt", "#this", "text/plain")
                + row(id, "/FTP/x/b.txt", "#this", "text/plain")
                + row(id, "/FTP/x/c.txt", "#this", "text/plain"));
        Files.createDirectories(mount.resolve("x"));
        Files.writeString(mount.resolve("x/a.txt"), "from the mount");
        rig.archive.on("/bucket/obs/x/b.txt").answers(200, "text/plain", "from the bucket");
        file("/FTP/x/c.txt", "from the archive");

        Told told = run(request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("file.completed").stream()
                        .map(event -> event.get("file").textValue() + " "
                                + event.get("source").textValue())
                        .sorted())
                .containsExactly("A/a.txt mount", "A/b.txt s3", "A/c.txt https");
        assertThat(told.of("file.completed").stream()
                        .map(event -> event.get("reason").textValue()))
                .anyMatch(reason -> reason.contains("not in the mounted archive")
                        && reason.contains("not in the bucket: it is not there"));

        Told mounted = run(rig.request(Action.DOWNLOAD, SourcePreference.MOUNT));
        assertThat(mounted.end()).isEqualTo("search.partial");
        assertThat(paths(mounted, "file.found")).containsExactly("A/a.txt");
    }

    @Test
    void aProcessThatDiedBehindAnyEventIsGoneOnFromUnderTheSameNames(@TempDir Path directory) throws Exception {
        links(id -> row(id, "/get?file=a.txt&id=1", "#this", "text/plain")
                + row(id, "/get?file=a.txt&id=2", "#this", "text/plain")
                + row(id, "/FTP/" + id + "/", "#package", "directory")
                + row(id, "/FTP/" + id + "/b.txt", "#this", "text/plain"));
        rig.archive.on("/get").answersBy(200, "text/plain", request -> request.query()
                .getBytes(StandardCharsets.UTF_8));
        List<JsonNode> whole = rig.run(request(Action.DOWNLOAD));
        assertThat(new Told(whole).isSound().end()).isEqualTo("search.completed");
        List<String> names = paths(new Told(whole), "file.found");
        assertThat(names).containsExactly("A/a.txt", "A/a.txt~2", "A/a~2.txt", "A/b.txt");

        for (int seq = 1; seq < whole.size(); seq++) {
            Path cut = directory.resolve("cut" + seq);
            CutStory.copy(rig, whole, seq, true, cut);
            try (var next = new Rig(rig, cut)) {
                next.searches.recover().await().atMost(Rig.SOON);
                Told told = new Told(next.events(whole.get(0).path("search").textValue())).isSound();
                assertThat(told.end()).isEqualTo("search.completed");
                assertThat(paths(told, "file.found")).isEqualTo(names);
                assertThat(told.of("observation.linked")).hasSize(1);
            }
        }
    }

    @Test
    void aRetryFetchesTheLinkedFilesThatFailedUnderTheNamesThatTheyHad() {
        links(id -> row(id, "/get/1?file=a.txt", "#this", "text/plain")
                + row(id, "/get/2?file=a.txt", "#this", "text/plain"));
        file("/get/1", "one");
        rig.archive.on("/get/2").answers(404);

        Told first = run(request(Action.DOWNLOAD));
        assertThat(first.end()).isEqualTo("search.partial");
        assertThat(paths(first, "file.completed")).containsExactly("A/a.txt");
        assertThat(paths(first, "file.failed")).containsExactly("A/a~2.txt");

        file("/get/2", "two");
        String retry = rig.searches
                .retry(first.last().get("search").textValue(), Submitter.NOBODY)
                .await()
                .atMost(Rig.SOON)
                .search()
                .id();
        Told second = new Told(rig.events(retry)).isSound();
        assertThat(second.end()).isEqualTo("search.completed");
        assertThat(paths(second, "file.completed")).containsExactly("A/a~2.txt");
    }

    @Test
    void aWantedLinkThatCannotBeUsedKeepsTheSearchFromBeingComplete() {
        links(id -> row(id, "/data/a.txt", "#this", "text/plain")
                + Played.linkRow(id, "ftp://archive.test/b.fits", "", "image/fits"));
        file("/data/a.txt", "a");

        Told told = run(request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(paths(told, "file.completed")).containsExactly("A/a.txt");
        assertThat(told.of("upstream.degraded")).anySatisfy(event -> {
            assertThat(event.get("detail").textValue()).contains("ftp://archive.test/b.fits");
            assertThat(event.get("incomplete").booleanValue()).isTrue();
        });

        links(id -> Played.linkRow(id, "ftp://archive.test/b.fits", "", "image/fits"));
        assertThat(run(request(Action.DOWNLOAD)).of("observation.failed")).hasSize(1);
    }
}
