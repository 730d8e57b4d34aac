package dev.voyage.journal.lease;

import static dev.voyage.journal.TestJournal.SOON;
import static dev.voyage.journal.TestJournal.degraded;
import static dev.voyage.journal.TestJournal.seqs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.journal.TestJournal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.DrivenSearch;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.store.LeaseRows;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.TestEngine;
import dev.voyage.testsupport.TestPostgres;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one PostgreSQL. */
@Timeout(WaitLimit.TEST_SECONDS)
class SearchLeasesTest {

    @TempDir
    Path directory;

    private TestJournal first;
    private TestJournal second;

    /** The calls that a replica gets. */
    private static final class Heard implements LeaseListener {

        private final BlockingQueue<DrivenSearch> claimed = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> wished = new LinkedBlockingQueue<>();

        @Override
        public int places() {
            return 10;
        }

        @Override
        public void claimed(DrivenSearch search) {
            claimed.add(search);
        }

        @Override
        public void wished(String search, LeaseWish wish) {
            wished.add(search + " " + wish);
        }
    }

    private static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @BeforeEach
    void open() {
        first = TestJournal.in(directory, TestEngine.POSTGRESQL);
        second = TestJournal.in(directory, TestEngine.POSTGRESQL);
    }

    @AfterEach
    void close() {
        if (first != null) {
            first.close();
            second.close();
        }
    }

    private void expire() throws SQLException {
        try (Connection connection = TestPostgres.in(directory).getConnection();
                var update = connection.createStatement()) {
            update.executeUpdate("update searches set lease_until = clock_timestamp() - interval '1 s'");
        }
    }

    @Test
    void aLostReplicaWritesNothingMoreAndItsReadersGoOn() throws Exception {
        String search = first.started();
        first.append(search, degraded(2));
        AssertSubscriber<JournalEntry> reader =
                first.journal.follow(search, 0).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        reader.awaitItems(2, SOON);
        BlockingQueue<String> lost = new LinkedBlockingQueue<>();
        first.journal.onLost(lost::add);
        var heard = new Heard();

        expire(); // as if it had stood still
        second.journal.leases().orElseThrow().begin(heard);
        assertThat(soon(heard.claimed).term()).isEqualTo(2);
        first.append(search, degraded(-1)); // it does not know yet
        assertThat(soon(lost)).isEqualTo(search);
        second.append(search, degraded(3));
        second.end(search);

        reader.awaitCompletion(SOON);
        assertThat(seqs(reader.getItems())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(second.all(search).stream().map(JournalEntry::text).toList())
                .isEqualTo(reader.getItems().stream().map(JournalEntry::text).toList())
                .noneMatch(text -> text.contains("event -1"));
        assertThat(first.journal.running.find(search)).isEmpty();
    }

    @Test
    void whatIsReleasedIsTakenOverAtOnceAndIsNoLoss() throws Exception {
        var heard = new Heard();
        second.journal.leases().orElseThrow().begin(heard);
        String search = first.started();
        first.append(search, degraded(2));

        first.journal.leases().orElseThrow().release().await().atMost(SOON);
        DrivenSearch driven = soon(heard.claimed);

        assertThat(driven.search().lastSeq()).isEqualTo(2);
        assertThat(driven.takeovers()).isZero();
        second.end(search);
        assertThat(seqs(second.all(search))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void oneSearchIsReleasedAloneAndNoneIsTakenAnyMore() throws Exception {
        var heard = new Heard();
        second.journal.leases().orElseThrow().begin(heard);
        first.journal.leases().orElseThrow().begin(new Heard());
        String kept = first.started();
        String given = first.started();
        first.append(given, degraded(2));

        first.journal.leases().orElseThrow().drain();
        first.journal.leases().orElseThrow().release(given).await().atMost(SOON);
        assertThat(soon(heard.claimed).search().id()).isEqualTo(given);
        first.append(kept, degraded(2));
        first.end(kept);
        second.end(given);

        assertThat(seqs(second.all(kept))).containsExactly(1L, 2L, 3L);
        assertThat(seqs(second.all(given))).containsExactly(1L, 2L, 3L);
        assertThat(first.journal.leases().orElseThrow().held()).isZero();
        assertThat(second.journal.leases().orElseThrow().takenOver()).isEqualTo(1);
        assertThat(first.journal.leases().orElseThrow().lost()).isZero();
    }

    @Test
    void aRenewalThatComesAfterTheReleaseUndoesNothing() throws Exception {
        String search = first.started();
        LeaseTerm lease = first.journal.running.find(search).orElseThrow().lease();
        String owner =
                first.journal.find(search).await().atMost(SOON).orElseThrow().owner();
        var rows = new LeaseRows(owner, Duration.ofMinutes(5));
        try (Connection connection = TestPostgres.in(directory).getConnection()) {
            assertThat(rows.renew(connection, List.of(lease))).containsOnlyKeys(lease);
            rows.release(connection, lease);
            assertThat(rows.renew(connection, List.of(lease))).isEmpty();
            assertThat(new LeaseRows("another", Duration.ofMinutes(5)).claim(connection, false, 10))
                    .extracting(LeaseRows.Claim::search)
                    .containsExactly(search);
        }
    }

    @Test
    void aLeaseEndsWithItsSearchAndIsNotLostThen() throws Exception {
        String search = first.started();
        LeaseTerm lease = first.journal.running.find(search).orElseThrow().lease();
        String owner =
                first.journal.find(search).await().atMost(SOON).orElseThrow().owner();
        var rows = new LeaseRows(owner, Duration.ofMinutes(5));
        try (Connection connection = TestPostgres.in(directory).getConnection()) {
            assertThat(rows.ended(connection, List.of(lease))).isEmpty();
            first.end(search);
            assertThat(rows.renew(connection, List.of(lease))).isEmpty();
            assertThat(rows.ended(connection, List.of(lease))).containsExactly(lease);
            assertThat(rows.ended(connection, List.of(new LeaseTerm(search, lease.term() + 1))))
                    .isEmpty();
            assertThat(new LeaseRows("another", Duration.ofMinutes(5)).ended(connection, List.of(lease)))
                    .isEmpty();
        }
    }

    @Test
    void allSearchesOfALostReplicaAreTakenOverAFewAtATime() throws Exception {
        var lost = new TreeSet<String>();
        for (int i = 0; i < 9; i++) {
            lost.add(first.started());
        }
        var heard = new Heard();
        expire();
        second.journal.leases().orElseThrow().begin(heard);

        var taken = new TreeSet<String>();
        while (taken.size() < lost.size()) {
            taken.add(soon(heard.claimed).search().id());
        }
        assertThat(taken).isEqualTo(lost);
        assertThat(second.journal.leases().orElseThrow().held()).isEqualTo(lost.size());
    }

    @Test
    void takeoversWithoutProgressAreCounted() throws Exception {
        first.started();
        execute("update searches set phase = 'EXECUTING'");

        assertThat(takeoversBy("second")).isEqualTo(1);
        assertThat(takeoversBy("third")).isEqualTo(2);
        execute("update searches set last_seq = last_seq + 1");
        assertThat(takeoversBy("fourth")).isEqualTo(1);
    }

    /** Those in a row without progress when this replica takes the search from a lost one. */
    private long takeoversBy(String replica) throws SQLException {
        expire();
        try (Connection connection = TestPostgres.in(directory).getConnection()) {
            return new LeaseRows(replica, Duration.ofMinutes(5))
                    .claim(connection, false, 10)
                    .get(0)
                    .takeovers();
        }
    }

    @Test
    void theNextLookIsWhenALeaseOfAnotherEnds() throws Exception {
        String search = first.started();
        var most = Duration.ofSeconds(2);
        try (Connection connection = TestPostgres.in(directory).getConnection()) {
            String owner = first.journal
                    .find(search)
                    .await()
                    .atMost(SOON)
                    .orElseThrow()
                    .owner();
            var others = new LeaseRows("another", Duration.ofMinutes(5));
            assertThat(others.untilNextEnd(connection, most)).isEqualTo(most);
            execute("update searches set lease_until = clock_timestamp() + interval '1500 ms'");
            assertThat(others.untilNextEnd(connection, most)).isLessThanOrEqualTo(Duration.ofMillis(1500));
            assertThat(new LeaseRows(owner, most).untilNextEnd(connection, most))
                    .isEqualTo(most);
            expire(); // a replica with a place takes it now, and no other waits for it
            assertThat(others.untilNextEnd(connection, most)).isEqualTo(most);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestPostgres.in(directory).getConnection();
                var update = connection.createStatement()) {
            update.executeUpdate(sql);
        }
    }

    @Test
    void aWishReachesTheOwnerAndIsGrantedOnce() throws Exception {
        var heard = new Heard();
        first.journal.leases().orElseThrow().begin(heard);
        String search = first.started();

        assertThat(second.journal
                        .leases()
                        .orElseThrow()
                        .wish(search, LeaseWish.CANCEL)
                        .await()
                        .atMost(SOON))
                .isTrue();
        assertThat(soon(heard.wished)).isEqualTo(search + " CANCEL");
        first.journal
                .leases()
                .orElseThrow()
                .granted(search, LeaseWish.CANCEL)
                .await()
                .atMost(SOON);
        first.end(search);
        assertThat(second.journal
                        .leases()
                        .orElseThrow()
                        .wish(search, LeaseWish.CANCEL)
                        .await()
                        .atMost(SOON))
                .isFalse();
    }

    @Test
    void aReplicaWithoutItsDatabaseStopsByItself() throws Exception {
        var away = new AtomicBoolean();
        ReplicaIdentity.ConnectionSource own = () -> {
            if (away.get()) {
                throw new SQLException("away");
            }
            return TestPostgres.in(directory).getConnection();
        };
        try (var lonely = TestJournal.replica(directory, Duration.ofSeconds(3), own)) {
            BlockingQueue<String> lost = new LinkedBlockingQueue<>();
            lonely.journal.onLost(lost::add);
            away.set(true); // before the first renewal opens its connection
            String search = lonely.started();

            assertThat(soon(lost)).isEqualTo(search);
            assertThatThrownBy(() -> lonely.end(search)) // of a lost search, or, once it is removed, of none
                    .isInstanceOfAny(Problem.class, IllegalStateException.class);
            assertThat(seqs(second.journal.page(search, 0, 10).await().atMost(SOON)))
                    .containsExactly(1L);
        }
    }

    @Test
    void aSearchIsCreatedOnceForOneKeyByTwoReplicas() {
        var one = first.newSearch("key");
        var other = second.newSearch("key");
        String made = first.journal.create(one).await().atMost(SOON).id();

        assertThat(second.journal.create(other).await().atMost(SOON).id()).isEqualTo(made);
        assertThatThrownBy(() -> second.journal
                        .adopt(second.journal.find(made).await().atMost(SOON).orElseThrow())
                        .await()
                        .atMost(SOON))
                .isInstanceOf(Problem.class);
    }
}
