package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.mirror.FileStamp;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.testsupport.ScriptedServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests for a file that is already on disk, and when it is downloaded again. */
class UnchangedTest {

    private static final String PATH = "/FTP/obs/x.dat";
    private static final String OCTETS = "application/octet-stream";
    private static final String LONG_AGO = "Mon, 02 Nov 2020 20:20:00 GMT";
    private static final String SHOWN = "2020-11-02 20:20 293K";

    private final byte[] bytes = new byte[300_000];
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path files;

    private DownloadBench bench;

    @BeforeEach
    void begin() {
        bench = new DownloadBench(files);
    }

    @AfterEach
    void end() {
        bench.close();
        server.close();
    }

    private Download listedAs(String shown) {
        return new Download(
                server.uri(PATH),
                300_000L,
                null,
                List.of(new FileSource.Web(server.uri(PATH), null, shown)),
                List.of());
    }

    private TransferEvent.Finished fetch(Download download) {
        return DownloadBench.finished(bench.fetch(download));
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
                .isEqualTo(FileStamp.of(place));
    }

    /** A power failure can preserve the size and time of a file without fsync, but lose its bytes. */
    @Test
    void aFileThatWasNotForcedIsHashedAfterTheMachineHasStartedAnew() throws IOException {
        assertThat(requestsAfterARestart(false)).isEqualTo(2);
        assertThat(files.resolve(bench.mirror.nameOf(server.uri(PATH)))).hasBinaryContent(bytes);
    }

    @Test
    void aFileThatWasForcedIsNot() throws IOException {
        assertThat(requestsAfterARestart(true)).isEqualTo(1);
    }

    /** The number of requests for a file in two searches, and a third one after a power failure that lost its bytes. */
    private int requestsAfterARestart(boolean durable) throws IOException {
        Arrays.fill(bytes, (byte) 1);
        server.on(PATH).answers(200, OCTETS, bytes).ranges("\"v1\"", LONG_AGO);
        useMirror("one boot", durable);
        Path place = fetch(listedAs(SHOWN)).path();
        assertThat(fetch(listedAs(SHOWN)).unchanged()).isTrue();

        FileTime modified = Files.getLastModifiedTime(place);
        try (var lost = Files.newByteChannel(place, StandardOpenOption.WRITE)) { // preserves size and file key
            lost.write(ByteBuffer.allocate(bytes.length));
        }
        Files.setLastModifiedTime(place, modified);
        useMirror("the next boot", durable);
        fetch(listedAs(SHOWN));

        return server.requests().size();
    }

    private void useMirror(String boot, boolean durable) {
        var next = new DownloadBench(files, new Mirror(files, boot, durable));
        next.manifest.kept.putAll(bench.manifest.kept);
        bench.close();
        bench = next;
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
                .untilClose()
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
    void aLastChunkIsTheEndAndNoHeadIsAsked() {
        server.on(PATH).answers(200, OCTETS, bytes).chunked().then().answers(405);

        var finished = fetch(listedAs(null));

        assertThat(finished.path()).hasBinaryContent(bytes);
        assertThat(finished.verified()).containsExactly("framing");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whereNothingSaysWhereABodyEndsTheSameTwiceIsAll() {
        server.on(PATH)
                .answers(200, OCTETS, new byte[1000])
                .untilClose()
                .then()
                .answers(405)
                .then()
                .answers(200, OCTETS, bytes)
                .untilClose()
                .then()
                .answers(405)
                .then()
                .answers(200, OCTETS, bytes)
                .untilClose()
                .then()
                .answers(405);

        var finished = fetch(listedAs(null));

        assertThat(finished.path()).hasBinaryContent(bytes);
        assertThat(finished.verified()).isEmpty();
        assertThat(server.requests()).hasSize(6);
    }

    /** A gateway that repeatedly stops at the same position. */
    @Test
    void theSameTwiceIsNotAllWhereMoreHasCome() {
        byte[] beginning = java.util.Arrays.copyOf(bytes, 1000);
        var script = server.on(PATH);
        for (byte[] body : List.of(beginning, bytes, beginning, bytes)) {
            script.answers(200, OCTETS, body).untilClose().then().answers(405).then();
        }

        assertThat(fetch(listedAs(null)).path()).hasBinaryContent(bytes);
        assertThat(server.requests()).hasSize(8);
    }

    @Test
    void aHeadThatSaysLessThanCameIsOfSomethingElse() {
        var script = server.on(PATH);
        for (int i = 0; i < 2; i++) {
            script.answers(200, OCTETS, bytes)
                    .untilClose()
                    .then()
                    .answers(200, OCTETS, "")
                    .then();
        }
        assertThat(fetch(listedAs(null)).path()).hasBinaryContent(bytes);
    }
}
