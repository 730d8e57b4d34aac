package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file that is here already costs, and when it is not believed. */
class UnchangedTest {

    private static final String PATH = "/FTP/obs/x.dat";
    private static final String OCTETS = "application/octet-stream";
    private static final String LONG_AGO = "Mon, 02 Nov 2020 20:20:00 GMT";
    private static final String SHOWN = "2020-11-02 20:20 293K";

    private final byte[] bytes = new byte[300_000];
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path files;

    private Bench bench;

    @BeforeEach
    void begin() {
        bench = new Bench(files);
    }

    @AfterEach
    void end() {
        bench.close();
        server.close();
    }

    private Download listedAs(String shown) {
        return new Download(
                server.uri(PATH), 300_000L, null, List.of(new Way.Web(server.uri(PATH), null, shown)), List.of());
    }

    private Transfer.Finished fetch(Download download) {
        return Bench.finished(bench.fetch(download));
    }

    @Test
    void theSameLineOnTheIndexPageSparesTheQuestion() {
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
        fetch(listedAs(SHOWN));

        var again = fetch(listedAs(SHOWN));

        assertThat(again.unchanged()).isTrue();
        assertThat(again.bytes()).isEqualTo(300_000);
        assertThat(again.modified()).isEqualTo(Instant.parse("2020-11-02T20:20:00Z"));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anotherLineIsAQuestionAndFromThenOnTheOneToExpect() {
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
        fetch(listedAs(SHOWN));

        assertThat(fetch(listedAs("2020-11-02 21:20 293K")).unchanged()).isTrue();
        assertThat(server.requests()).hasSize(2);
        assertThat(fetch(listedAs("2020-11-02 21:20 293K")).unchanged()).isTrue();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aFileThatHadJustChangedMayChangeAgainUnderTheSameLine() {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", now);
        fetch(listedAs(SHOWN));

        assertThat(fetch(listedAs(SHOWN)).unchanged()).isTrue();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aLineThatShowsNothingProvesNothing() {
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
        fetch(listedAs(null));

        assertThat(fetch(listedAs(null)).unchanged()).isTrue();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aFileThatSomebodyHasWrittenIsHashedAndFetchedAgain() throws IOException {
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
        Path place = fetch(listedAs(SHOWN)).path();
        byte[] flipped = bytes.clone();
        flipped[200_000] ^= 1;
        Files.write(place, flipped);

        var again = fetch(listedAs(SHOWN));

        assertThat(again.unchanged()).isFalse();
        assertThat(again.path()).hasBinaryContent(bytes);
        assertThat(server.requests().get(1).header("If-None-Match")).isEmpty();
    }

    @Test
    void aFileThatWasOnlyTouchedIsHashedOnceAndKept() throws IOException {
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
        Path place = fetch(listedAs(SHOWN)).path();
        String before =
                bench.manifest.kept.get(bench.mirror.nameOf(server.uri(PATH))).stamp();
        Files.setLastModifiedTime(place, FileTime.from(Instant.EPOCH));

        assertThat(fetch(listedAs(SHOWN)).unchanged()).isTrue();

        assertThat(server.requests()).hasSize(1);
        assertThat(bench.manifest
                        .kept
                        .get(bench.mirror.nameOf(server.uri(PATH)))
                        .stamp())
                .isNotEqualTo(before)
                .isEqualTo(Stamp.of(place));
    }

    @Test
    void aFileCutShortHereIsFetchedAgain() throws IOException {
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
        Path place = fetch(listedAs(SHOWN)).path();
        Files.write(place, new byte[7]);

        assertThat(fetch(listedAs(SHOWN)).path()).hasBinaryContent(bytes);
    }

    @Test
    void aBodyWithoutALengthIsHeldToTheLengthOfItsHead() {
        server.on(PATH)
                .answers(200, OCTETS, new byte[1000])
                .chunked()
                .then()
                .answers(200, OCTETS, bytes)
                .then()
                .answers(200, OCTETS, bytes);

        var finished = fetch(listedAs(null));

        assertThat(finished.path()).hasBinaryContent(bytes);
        assertThat(finished.verified()).containsExactly("size");
        assertThat(server.requests().get(1).method()).isEqualTo("HEAD");
    }

    @Test
    void aServerThatKnowsNoHeadIsBelieved() {
        server.on(PATH).answers(200, OCTETS, bytes).chunked().then().answers(405);

        var finished = fetch(listedAs(null));

        assertThat(finished.path()).hasBinaryContent(bytes);
        assertThat(finished.verified()).isEmpty();
    }
}
