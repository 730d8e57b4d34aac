package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Frame;
import dev.voyage.api.client.WatchedSearch;
import dev.voyage.testsupport.WaitLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * A client that reconnects with its last id receives every event of every search once and in order, after its own
 * disconnection as well as after the server closed the stream.
 */
class ReconnectingTest {

    private Path directory;
    private WatchedSearch store;

    @BeforeProperty
    void open() throws IOException {
        directory = Files.createTempDirectory("reconnecting");
    }

    @AfterProperty
    void close() throws IOException {
        store.close();
        try (var files = Files.walk(directory)) {
            for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    private void serve(Duration longest) throws IOException {
        if (store == null) {
            store = new WatchedSearch(
                    directory, new WatchedSearch.Settings(Duration.ofSeconds(20), Duration.ofMillis(20), longest, 50));
        }
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void aReaderThatLeavesAnywhereAndComesBackMissesNothing(
            @ForAll @IntRange(min = 1, max = 6) int searches,
            @ForAll @IntRange(max = 120) int events,
            @ForAll @IntRange(min = 1, max = 90) int patience,
            @ForAll long seed)
            throws Exception {
        serve(Duration.ZERO);
        var random = new Random(seed);
        List<String> ids =
                IntStream.range(0, searches).mapToObj(i -> store.another()).toList();
        CompletableFuture<?> appending = appending(ids, events);
        Map<String, List<Long>> seen = watch(ids, () -> random.nextInt(patience) + 1);
        appending.join();

        assertThat(seen).hasSize(searches).allSatisfy((id, seqs) -> assertThat(seqs)
                .isEqualTo(LongStream.rangeClosed(1, events + 2).boxed().toList()));
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void aStreamThatHasLastedLongEndsWholeAndItsReaderMissesNothing(@ForAll @IntRange(min = 1, max = 3) int searches)
            throws Exception {
        serve(Duration.ofMillis(15));
        List<String> ids =
                IntStream.range(0, searches).mapToObj(i -> store.another()).toList();
        CompletableFuture<?> appending = appending(ids, 60);
        Map<String, List<Long>> seen = watch(ids, () -> Integer.MAX_VALUE);
        appending.join();

        assertThat(connections).isGreaterThan(1);
        assertThat(seen).hasSize(searches).allSatisfy((id, seqs) -> assertThat(seqs)
                .isEqualTo(LongStream.rangeClosed(1, 62).boxed().toList()));
    }

    private int connections;

    private CompletableFuture<?> appending(List<String> ids, int events) {
        return CompletableFuture.allOf(ids.stream()
                .map(id -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < events; i++) {
                        store.degraded(id, 1);
                    }
                    store.end(id);
                }))
                .toArray(CompletableFuture[]::new));
    }

    /** Reads the given number of events from each connection, or to its end, until the stream is complete. */
    private Map<String, List<Long>> watch(List<String> ids, java.util.function.IntSupplier patience) throws Exception {
        Map<String, List<Long>> seen = new LinkedHashMap<>();
        String last = "0";
        connections = 0;
        while (true) {
            connections++;
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), store.port())) {
                socket.setSoTimeout(WaitLimit.MILLIS);
                String head = "GET " + WatchedSearch.path(ids.toArray(String[]::new))
                        + " HTTP/1.1\r\nHost: t\r\nLast-Event-ID: " + last + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String status = reader.readLine();
                if (status.contains(" 204 ")) {
                    return seen;
                }
                assertThat(status).contains(" 200 ");
                int more = patience.getAsInt();
                for (Frame frame = Frame.next(reader); frame != null; frame = Frame.next(reader)) {
                    seen.computeIfAbsent(frame.search(), id -> new ArrayList<>())
                            .add(frame.seq());
                    last = frame.id();
                    if (--more == 0) {
                        break;
                    }
                }
            }
        }
    }
}
