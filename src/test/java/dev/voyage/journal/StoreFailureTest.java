package dev.voyage.journal;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.degraded;
import static dev.voyage.journal.TestJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.MirrorFile;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.TestStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, a failing database, and a slow one. */
class StoreFailureTest {

    @TempDir
    Path directory;

    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile CountDownLatch commits = new CountDownLatch(0);
    private DataSource database;
    private TestJournal store;
    private Journal journal;

    @BeforeEach
    void open() {
        database = TestStore.in(directory);
        store = TestJournal.on(directory, TestJournal.source(() -> {
            if (away.get()) {
                throw new SQLException("no such file /secret/voyage.db");
            }
            var connection = database.getConnection();
            if (full.get()) {
                try (Statement limit = connection.createStatement()) {
                    limit.execute("pragma max_page_count = 1");
                }
            }
            return TestJournal.beforeCommit(connection, this::pass);
        }));
        journal = store.journal;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void pass() {
        try {
            commits.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void afterALostEventOnlyTheEndIsTakenAndNumbersHaveNoGap() {
        String search = store.started();
        store.append(search, degraded(2));
        AssertSubscriber<JournalEntry> reader =
                journal.follow(search, 0).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        full.set(true);
        untilRefused(search);

        assertThatThrownBy(() -> journal.phase(search, Phase.HELD).await().atMost(SOON))
                .isInstanceOf(Problem.class);
        full.set(false);
        assertThatThrownBy(() -> store.append(search, degraded(3))).isInstanceOf(Problem.class);
        store.append(search, new SearchEvent.Ended(Outcome.FAILED, journal.tally(search), 1, Map.of()));
        reader.awaitCompletion(SOON);

        List<JournalEntry> entries = store.all(search);
        long last = entries.size();
        assertThat(seqs(entries))
                .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(seqs(reader.getItems())).isEqualTo(seqs(entries));
        assertThat(entries.get((int) last - 1).type()).isEqualTo("search.failed");
        assertThat(journal.find(search).await().atMost(SOON).orElseThrow().lastSeq())
                .isEqualTo(last);
    }

    /** The first lost event is accepted; later ones are rejected. */
    private void untilRefused(String search) {
        Problem refusal = null;
        for (int i = 0; refusal == null; i++) {
            try {
                store.append(search, filling(i));
            } catch (Problem problem) {
                refusal = problem;
            }
        }
        assertThat(refusal.kind()).isEqualTo(ProblemType.STORAGE);
        assertThat(refusal.detail()).doesNotContain("/");
    }

    /** An event large enough to need a new database page. */
    private static SearchEvent filling(int number) {
        return new SearchEvent.UpstreamDegraded("archive.test", number + "x".repeat(8192));
    }

    @Test
    void aSearchWhoseEndWasLostStaysUnfinishedAndCanBeAdopted() {
        String search = store.started();
        AssertSubscriber<JournalEntry> reader =
                journal.follow(search, 0).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        reader.awaitItems(1, SOON);
        away.set(true);
        assertThatThrownBy(() -> store.end(search))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemType.STORAGE));
        reader.awaitFailure(SOON);
        assertThatThrownBy(() -> journal.find(search).await().atMost(SOON)).isInstanceOf(Problem.class);
        away.set(false);

        SearchRecord unfinished = journal.find(search).await().atMost(SOON).orElseThrow();
        assertThat(unfinished.phase()).isEqualTo(Phase.PENDING);
        journal.adopt(unfinished).await().atMost(SOON);
        store.end(search);
        assertThat(seqs(store.all(search))).containsExactly(1L, 2L);
    }

    @Test
    void nobodySuffersForAnothersEvent() {
        String fine = store.started();
        String poisoned = store.started();
        forget(poisoned);
        commits = new CountDownLatch(1);
        journal.mirror().keep("x", mirrorFile()).subscribe().with(kept -> {});
        for (int i = 0; i < 10; i++) {
            store.append(poisoned, degraded(i));
            store.append(fine, degraded(i));
        }
        commits.countDown();
        store.end(fine);

        assertThat(store.all(fine)).hasSize(12);
        assertThatThrownBy(() -> store.append(poisoned, degraded(0)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemType.CONFLICT));
    }

    /** Deletes the search, as if another process owned it. */
    private void forget(String search) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update searches set owner = 'x' where id = ?")) {
            update.setString(1, search);
            update.executeUpdate();
        } catch (SQLException bug) {
            throw new AssertionError(bug);
        }
    }

    @Test
    void whoAppendsFasterThanTheDiskWritesIsHeldBack() {
        String search = store.started();
        commits = new CountDownLatch(1);
        var waiting = new ArrayList<Uni<Void>>();
        for (int i = 0; i < 6000; i++) {
            waiting.add(journal.append(search, degraded(i)));
        }
        var last = new CountDownLatch(1);
        waiting.get(5999).subscribe().with(done -> last.countDown());
        waiting.get(0).await().atMost(SOON);

        assertThat(last.getCount()).isEqualTo(1);
        commits.countDown();
        waiting.forEach(append -> append.await().atMost(SOON));
        store.end(search);
        assertThat(store.all(search)).hasSize(6002);
    }

    @Test
    void aClosedJournalTakesNothing() {
        String search = store.started();
        journal.close();

        assertThatThrownBy(() -> store.append(search, degraded(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.create(store.newSearch(null)).await().atMost(SOON))
                .isInstanceOf(IllegalStateException.class);
    }

    private static MirrorFile mirrorFile() {
        return new MirrorFile(1, "a", List.of(), null, null, null, null, null);
    }
}
