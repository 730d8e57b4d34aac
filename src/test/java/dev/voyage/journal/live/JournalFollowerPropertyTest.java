package dev.voyage.journal.live;

import static dev.voyage.journal.TestJournal.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.TestJournal;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.journal.record.SearchRecord;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Replay and live events together are complete, unique and in order, for every interleaving of writers and readers. */
class JournalFollowerPropertyTest {

    private static final int THREADS = 8;

    private Path directory;
    private TestJournal store;
    private ExecutorService appenders;

    @BeforeProperty
    void open() throws IOException {
        directory = Files.createTempDirectory("journal");
        store = TestJournal.in(directory);
        appenders = Executors.newFixedThreadPool(THREADS);
    }

    @AfterProperty
    void close() throws IOException {
        store.close();
        appenders.shutdown();
        try (var files = Files.walk(directory)) {
            for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void anyCursorGetsEveryEventBehindItOnceInOrder(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 900) Integer> cursors,
            @ForAll @IntRange(max = 100) int perThread,
            @ForAll @IntRange(min = 1, max = 50) int step) {
        String search = store.started();
        List<AssertSubscriber<JournalEntry>> readers = readers(search, cursors, step);
        List<CompletableFuture<Void>> appending = IntStream.range(0, THREADS)
                .mapToObj(thread -> appending(search, perThread))
                .toList();
        readers.addAll(readers(search, cursors, Integer.MAX_VALUE));
        appending.forEach(CompletableFuture::join);
        store.end(search);

        long last = 2 + (long) perThread * THREADS;
        for (int i = 0; i < readers.size(); i++) {
            AssertSubscriber<JournalEntry> reader = readers.get(i);
            if (i < cursors.size()) {
                askBitByBit(reader, step, last - cursors.get(i));
            }
            reader.awaitCompletion(SOON);
            long after = cursors.get(i % cursors.size());
            assertThat(TestJournal.seqs(reader.getItems()))
                    .isEqualTo(LongStream.rangeClosed(after + 1, last).boxed().toList());
        }
    }

    private static void askBitByBit(AssertSubscriber<JournalEntry> reader, int step, long behind) {
        for (long asked = step; asked < behind; asked += step) {
            reader.awaitItems((int) asked, SOON).request(step);
        }
    }

    private List<AssertSubscriber<JournalEntry>> readers(String search, List<Integer> cursors, int demand) {
        var readers = new ArrayList<AssertSubscriber<JournalEntry>>();
        for (int after : cursors) {
            readers.add(
                    store.journal.follow(search, after).subscribe().withSubscriber(AssertSubscriber.create(demand)));
        }
        return readers;
    }

    private CompletableFuture<Void> appending(String search, int count) {
        return CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < count; i++) {
                        store.append(search, TestJournal.degraded(i));
                    }
                },
                appenders);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void theStateIsTheFoldOfTheEvents(@ForAll @Size(max = 300) List<@IntRange(max = 8) Integer> kinds) {
        String search = store.started();
        Tally expected = Tally.ZERO;
        for (int kind : kinds) {
            SearchEvent event = event(kind);
            expected = expected.plus(event);
            store.append(search, event);
        }
        assertThat(store.journal.tally(search)).isEqualTo(expected);
        store.end(search);

        SearchRecord record = store.journal.find(search).await().atMost(SOON).orElseThrow();
        assertThat(record.tally()).isEqualTo(expected);
        assertThat(record.lastSeq()).isEqualTo(kinds.size() + 2);
    }

    private static SearchEvent event(int kind) {
        return switch (kind) {
            case 0, 1 -> new ObservationEvent.Found("o", 1.0, 2.0, 3.0, kind == 1, null);
            case 2 -> new ObservationEvent.Linked("o", List.of(), List.of());
            case 3 -> new ObservationEvent.Unavailable("o", "no-link", null, "d");
            case 4 -> new FileEvent.Found("o", "f", "u", null, null);
            case 5 -> new FileEvent.Completed("f", 9, "s", TestJournal.NOW, "https", "r", List.of(), 1, 1);
            case 6 -> new FileEvent.Skipped("f", "unchanged");
            case 7 -> new FileEvent.Failed("f", java.util.Map.of(), true);
            default -> new FileEvent.Failed("f", java.util.Map.of(), false);
        };
    }
}
