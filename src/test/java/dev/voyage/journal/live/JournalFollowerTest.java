package dev.voyage.journal.live;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.degraded;
import static dev.voyage.journal.TestJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.Journal;
import dev.voyage.journal.TestJournal;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.testsupport.TestEngine;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers of running searches. */
@ParameterizedClass
@EnumSource
class JournalFollowerTest {

    @Parameter
    TestEngine engine;

    @TempDir
    Path directory;

    private final AtomicInteger connections = new AtomicInteger();
    private DataSource database;
    private TestJournal store;
    private Journal journal;

    @BeforeEach
    void open() {
        database = engine.in(directory);
        store = TestJournal.on(
                directory,
                TestJournal.source(() -> {
                    connections.incrementAndGet();
                    return database.getConnection();
                }),
                engine);
        journal = store.journal;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aReaderGetsWhatWasAndThenWhatComesAndThenTheEnd() {
        String search = store.started();
        store.append(search, degraded(2));
        AssertSubscriber<JournalEntry> reader = reader(search, 0);
        reader.awaitItems(2, SOON);
        store.append(search, degraded(3));
        reader.awaitItems(3, SOON);
        store.end(search);

        reader.awaitCompletion(SOON);
        assertThat(seqs(reader.getItems())).isEqualTo(numbers(1, 4));
    }

    @Test
    void aReaderFromTheFutureWaitsForIt() {
        String search = store.started();
        AssertSubscriber<JournalEntry> reader = reader(search, 3);
        for (int i = 2; i <= 4; i++) {
            store.append(search, degraded(i));
        }
        reader.awaitItems(1, SOON);
        store.end(search);

        reader.awaitCompletion(SOON);
        assertThat(seqs(reader.getItems())).containsExactly(4L, 5L);
    }

    @Test
    void whatAReaderSeesIsInTheDatabase() throws SQLException {
        String search = store.started();
        var checked = new AtomicLong();
        var done = new CountDownLatch(1);
        journal.follow(search, 0)
                .invoke(entry -> checked.addAndGet(stored(search, entry.seq())))
                .subscribe()
                .with(entry -> {}, failure -> {}, done::countDown);
        for (int i = 2; i < 300; i++) {
            journal.append(search, degraded(i)).await().atMost(SOON);
        }
        store.end(search);
        awaitOpen(done);

        assertThat(checked).hasValue(300);
    }

    /** 1 if another connection sees the event. */
    private int stored(String search, long seq) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from events where search = ? and seq = ?")) {
            select.setString(1, search);
            select.setLong(2, seq);
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getInt(1);
            }
        } catch (SQLException bug) {
            throw new AssertionError(bug);
        }
    }

    @Test
    void manyReadersGetTheSameBytesWithoutTouchingTheStore() {
        String search = store.started();
        var readers = new ArrayList<AssertSubscriber<JournalEntry>>();
        for (int i = 0; i < 200; i++) {
            readers.add(reader(search, 1));
        }
        int before = connections.get();
        for (int i = 2; i <= 20; i++) {
            store.append(search, degraded(i));
        }
        readers.forEach(reader -> reader.awaitItems(19, SOON));
        assertThat(connections.get() - before).as("transactions").isLessThanOrEqualTo(19);
        List<JournalEntry> first = readers.get(0).getItems();
        for (AssertSubscriber<JournalEntry> reader : readers) {
            assertThat(reader.getItems().get(5)).isSameAs(first.get(5));
        }
        store.end(search);

        for (AssertSubscriber<JournalEntry> reader : readers) {
            reader.awaitCompletion(SOON);
            assertThat(seqs(reader.getItems())).isEqualTo(numbers(2, 21));
        }
    }

    @Test
    void aReaderThatDoesNotAskGetsNothingAndLosesNothing() {
        String search = store.started();
        AssertSubscriber<JournalEntry> slow =
                journal.follow(search, 0).subscribe().withSubscriber(AssertSubscriber.create(1));
        AssertSubscriber<JournalEntry> fast = reader(search, 0);
        slow.awaitItems(1, SOON);
        for (int i = 2; i <= 3000; i++) {
            store.append(search, degraded(i));
        }
        store.end(search);
        fast.awaitCompletion(SOON);

        assertThat(slow.getItems()).hasSize(1);
        slow.request(Long.MAX_VALUE).awaitCompletion(SOON);
        assertThat(seqs(slow.getItems())).isEqualTo(numbers(1, 3001));
    }

    @Test
    void aReaderThatBlocksHoldsNobodyUp() {
        String search = store.started();
        var release = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        journal.follow(search, 1).subscribe().with(entry -> awaitOpen(release), failure -> {}, done::countDown);
        AssertSubscriber<JournalEntry> other = reader(search, 1);
        for (int i = 2; i <= 50; i++) {
            store.append(search, degraded(i));
        }
        store.end(search);

        other.awaitCompletion(SOON);
        release.countDown();
        awaitOpen(done);
    }

    @Test
    void aReaderThatGoesLeavesNothingBehind() {
        String search = store.started();
        LiveTail tail = journal.running.driven(search).tail();
        AssertSubscriber<JournalEntry> reader = reader(search, 1);
        assertThat(tail.waiting()).isEqualTo(1);
        reader.cancel();

        assertThat(tail.waiting()).isZero();
    }

    @Test
    void nothingOfAnEndedSearchIsHeld() {
        String search = store.started();
        store.end(search);

        assertThat(journal.running.find(search)).isEmpty();
        assertThat(seqs(store.all(search))).containsExactly(1L, 2L);
    }

    @Test
    void signalsReachThoseWhoWatchAndNobodyElse() {
        String search = store.started();
        AssertSubscriber<JournalEntry> watching = reader(search, 0);
        watching.awaitItems(1, SOON);
        journal.signal(search, progress("a", 10));
        watching.awaitItems(2, SOON);
        journal.signal(search, progress("a", 20));
        watching.awaitItems(3, SOON);
        AssertSubscriber<JournalEntry> late = reader(search, 1).awaitItems(1, SOON);
        store.end(search);
        watching.awaitCompletion(SOON);

        assertThat(seqs(watching.getItems())).containsExactly(1L, 0L, 0L, 2L);
        assertThat(watching.getItems().get(1).text()).contains("\"bytes\":10");
        assertThat(late.getItems().get(0).text()).contains("\"bytes\":20");
        assertThat(seqs(store.all(search))).containsExactly(1L, 2L);
        journal.signal(search, progress("a", 30));
    }

    @Test
    void aReaderThatIsBehindGetsOnlyTheLatestSignalOfAFileThatGoesOn() {
        String search = store.started();
        AssertSubscriber<JournalEntry> slow =
                journal.follow(search, 1).subscribe().withSubscriber(AssertSubscriber.create(1));
        for (int i = 0; i < 1000; i++) {
            journal.signal(search, progress("a", i));
            journal.signal(search, progress("b", i));
        }
        store.append(search, new FileEvent.Skipped("b", "unchanged"));
        slow.request(Long.MAX_VALUE);
        store.append(search, new FileEvent.Skipped("a", "unchanged"));
        store.end(search);
        slow.awaitCompletion(SOON);

        assertThat(slow.getItems().stream()
                        .filter(JournalEntry::isStored)
                        .map(JournalEntry::seq)
                        .toList())
                .containsExactly(2L, 3L, 4L);
        assertThat(slow.getItems()).hasSizeLessThan(10);
    }

    @Test
    void closingEndsTheReadersBehindAllThatWasAppended() {
        String search = store.started();
        AssertSubscriber<JournalEntry> reader = reader(search, 0);
        for (int i = 2; i <= 100; i++) {
            store.append(search, degraded(i));
        }
        journal.close();

        reader.awaitCompletion(SOON);
        assertThat(seqs(reader.getItems())).isEqualTo(numbers(1, 100));
    }

    @Test
    void aSearchOfAnotherProcessCanBeFollowedToItsEnd() {
        String search = store.started();
        try (var other = TestJournal.on(directory, database, engine)) {
            AssertSubscriber<JournalEntry> reader =
                    other.journal.follow(search, 0).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            reader.awaitItems(1, SOON);
            store.append(search, degraded(2));
            store.end(search);

            reader.awaitCompletion(SOON);
            assertThat(seqs(reader.getItems())).containsExactly(1L, 2L, 3L);
        }
    }

    private AssertSubscriber<JournalEntry> reader(String search, long after) {
        return journal.follow(search, after).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private static FileEvent.Progress progress(String file, long bytes) {
        return new FileEvent.Progress(file, bytes, null, 1);
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
