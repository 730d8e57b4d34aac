package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Frame;
import dev.voyage.api.client.WatchedSearch;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.runtime.ShutdownEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guarantees of event streams, for one search and for several. */
@Timeout(WaitLimit.TEST_SECONDS)
public class StreamContractTest {

    enum Kind {
        ONE,
        SEVERAL;

        String path(WatchedSearch store, String other) {
            return this == ONE ? store.path() : WatchedSearch.path(store.id, other);
        }

        /** The cursor of a client that has received all of the other search. */
        String cursor(WatchedSearch store, String other, long seq) {
            return store.id + ":" + seq + (this == ONE ? "" : "," + other + ":2");
        }
    }

    @TempDir
    Path directory;

    private WatchedSearch store;
    private String other;

    @BeforeEach
    void start() throws IOException {
        store = new WatchedSearch(
                directory, new WatchedSearch.Settings(Duration.ofMillis(700), Duration.ofMillis(100)));
        other = store.another();
        store.end(other);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Socket connect(Kind kind, String... headers) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), store.port()));
        socket.setSoTimeout(WaitLimit.MILLIS);
        String head = "GET " + kind.path(store, other) + " HTTP/1.1\r\nHost: test\r\n" + String.join("", headers);
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void await(BufferedReader reader, String wanted) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals(wanted)) {
                return;
            }
        }
        throw new AssertionError("the stream ended before " + wanted);
    }

    private List<Long> seqs(HttpResponse<String> answer) {
        return Frame.all(answer.body()).stream()
                .filter(frame -> frame.search().equals(store.id))
                .map(Frame::seq)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void atOnceThereIsTheReconnectionTimeAndACommentBeforeAnyEvent(Kind kind) throws Exception {
        try (Socket socket = connect(kind, "Last-Event-ID: " + kind.cursor(store, other, 1) + "\r\n")) {
            BufferedReader reader = reader(socket);
            await(reader, ""); // end of the headers
            reader.readLine(); // chunk size
            assertThat(reader.readLine()).isEqualTo("retry: 3000");
            assertThat(reader.readLine()).startsWith(":");
            assertThat(reader.readLine()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHeadersKeepProxiesFromHoldingItBack(Kind kind) throws Exception {
        store.end();
        HttpResponse<String> answer = store.get(kind.path(store, other), "Accept-Encoding", "br");

        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("text/event-stream;charset=utf-8"))
                .containsEntry("cache-control", List.of("no-cache, no-transform"))
                .containsEntry("x-accel-buffering", List.of("no"))
                .containsEntry("vary", List.of("Accept, Accept-Encoding"))
                .doesNotContainKey("content-encoding");
    }

    @ParameterizedTest
    @EnumSource
    void absentAndZeroMeanFromTheBeginningAndTheHeaderWins(Kind kind) throws Exception {
        store.degraded(2);
        store.end();
        String path = kind.path(store, other);
        String zero = path + (path.contains("?") ? "&" : "?") + "after=0";
        String after = path + (path.contains("?") ? "&" : "?") + "after=" + kind.cursor(store, other, 1);

        assertThat(seqs(store.get(path))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seqs(store.get(zero))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seqs(store.get(after))).containsExactly(2L, 3L, 4L);
        assertThat(seqs(store.get(after, "Last-Event-ID", kind.cursor(store, other, 3))))
                .containsExactly(4L);
        assertThat(seqs(store.get(after.replace("after=", "lastEventId=")))).containsExactly(2L, 3L, 4L);
    }

    @ParameterizedTest
    @EnumSource
    void behindTheTerminalEventTheStreamEndsAndAReaderAtTheEndIsToldToStop(Kind kind) throws Exception {
        store.end();
        List<Frame> frames = Frame.all(store.get(kind.path(store, other)).body());

        assertThat(frames)
                .filteredOn(frame -> frame.search().equals(store.id))
                .last()
                .extracting(Frame::type)
                .isEqualTo("search.completed");
        HttpResponse<String> again = store.get(
                kind.path(store, other),
                "Last-Event-ID",
                frames.get(frames.size() - 1).id());
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCursorThatIsNotThereIsAnsweredWithAGapAndThenWhatComes(Kind kind) throws Exception {
        try (Socket socket = connect(kind, "Last-Event-ID: " + kind.cursor(store, other, 99) + "\r\n")) {
            BufferedReader reader = reader(socket);
            Frame gap = Frame.next(reader);
            store.degraded(1);
            Frame next = Frame.next(reader);

            assertThat(gap.type()).isEqualTo("stream.gap");
            assertThat(gap.json().get("asked").asLong()).isEqualTo(99);
            assertThat(gap.json().get("resumedAt").asLong()).isEqualTo(1);
            assertThat(next.seq()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void progressIsTellOnlyAndHasNoId(Kind kind) throws Exception {
        try (Socket socket = connect(kind, "Last-Event-ID: " + kind.cursor(store, other, 1) + "\r\n")) {
            BufferedReader reader = reader(socket);
            await(reader, "retry: 3000");
            store.journal.signal(store.id, new FileEvent.Progress("f", 1, 2L, 3));
            Frame progress = Frame.next(reader);

            assertThat(progress.type()).isEqualTo("file.progress");
            assertThat(progress.id()).isNull();
            assertThat(progress.search()).isEqualTo(store.id);
        }
        store.end();
        assertThat(store.get(kind.path(store, other)).body()).doesNotContain("file.progress");
    }

    @ParameterizedTest
    @EnumSource
    void aQuietStreamIsKeptOpenByComments(Kind kind) throws Exception {
        try (Socket socket = connect(kind)) {
            BufferedReader reader = reader(socket);
            await(reader, "event: search.accepted");
            await(reader, ":");
            await(reader, ":");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatTakesNothingIsCutOffAndComesBackByItsCursor(Kind kind) throws Exception {
        String text = "x".repeat(60_000);
        try (Socket lazy = connect(kind)) {
            for (int i = 0; i < 300; i++) {
                store.append(new SearchEvent.UpstreamDegraded("a", text));
            }
            store.end();
            store.awaitOneGone();
            long seen = 0;
            boolean broken = false;
            BufferedReader reader = reader(lazy);
            try {
                for (Frame frame = Frame.next(reader); frame != null; frame = Frame.next(reader)) {
                    seen = frame.search().equals(store.id) ? frame.seq() : seen;
                }
            } catch (IOException reset) {
                broken = true;
            }

            List<Long> rest =
                    seqs(store.get(kind.path(store, other), "Last-Event-ID", kind.cursor(store, other, seen)));
            assertThat(seen).isLessThan(302);
            assertThat(broken || seen < 302).isTrue();
            assertThat(rest).hasSize((int) (302 - seen)).first().isEqualTo(seen + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatGoesIsForgottenAndTheSearchGoesOn(Kind kind) throws Exception {
        try (Socket socket = connect(kind)) {
            await(reader(socket), "event: search.accepted");
            assertThat(store.readers.count()).isEqualTo(1);
        }
        store.awaitOneGone();

        assertThat(store.readers.count()).isZero();
        store.end();
        assertThat(seqs(store.get(kind.path(store, other)))).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void whenTheServerStopsTheStreamsEndWhole(Kind kind) throws Exception {
        try (Socket socket = connect(kind)) {
            BufferedReader reader = reader(socket);
            await(reader, "event: search.accepted");
            store.readers.stop(new ShutdownEvent());
            await(reader, "0"); // the last chunk: a regular end, not a broken connection
        }
    }

    @ParameterizedTest
    @EnumSource
    void headSaysWhatGetWouldSay(Kind kind) throws Exception {
        HttpResponse<String> head = store.send("HEAD", kind.path(store, other));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).contains("text/event-stream;charset=utf-8");
        assertThat(store.send("POST", kind.path(store, other)).statusCode()).isEqualTo(405);
    }
}
