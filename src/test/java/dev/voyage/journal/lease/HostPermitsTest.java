package dev.voyage.journal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.testsupport.TestPostgres;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.politeness.HostLimiter;
import dev.voyage.upstream.politeness.RequestOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replicas with one PostgreSQL, each with a limiter of its own for the same host. */
@Timeout(WaitLimit.TEST_SECONDS)
class HostPermitsTest {

    private static final int CONNECTIONS = 4;
    private static final String HOST = "archive.test";

    @TempDir
    Path directory;

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    private final List<HostPermits> opened = new ArrayList<>();

    /** One replica. */
    private final class Replica {

        private final HostLimiter gate = new HostLimiter(
                new UpstreamSettings.Limits(CONNECTIONS, 1_000_000, 10_000),
                UpstreamSettings.PATIENT,
                System::nanoTime,
                (nanos, wakeUp) -> {
                    var unused = timers.schedule(wakeUp, nanos, TimeUnit.NANOSECONDS);
                });
        private final HostPermits permits;
        private final BlockingQueue<HostLimiter.Ticket> started = new LinkedBlockingQueue<>();

        private Replica(String id, ReplicaIdentity.ConnectionSource source) {
            permits = new HostPermits(
                    new ReplicaIdentity(id, Duration.ofMinutes(5), source, source), gate, CONNECTIONS, () -> {});
            opened.add(permits);
            gate.share(() -> {});
        }

        private Replica(String id) {
            this(id, TestPostgres.in(directory)::getConnection);
        }

        private void exchange() throws SQLException {
            permits.exchange(gate.needs());
        }

        private void request() {
            var itself = new HostLimiter.Ticket[1];
            var entered = new CountDownLatch(1);
            itself[0] = gate.enter(
                    HOST,
                    "",
                    () -> timers.execute(() -> {
                        try {
                            entered.await();
                        } catch (InterruptedException end) {
                            Thread.currentThread().interrupt();
                        }
                        started.add(itself[0]);
                    }),
                    refused -> {
                        throw new AssertionError(refused);
                    });
            entered.countDown();
        }

        private void requests(int number) {
            for (int i = 0; i < number; i++) {
                request();
            }
        }

        private HostLimiter.Ticket next() throws InterruptedException {
            HostLimiter.Ticket next = started.poll(WaitLimit.SECONDS, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }
    }

    @AfterEach
    void end() {
        opened.forEach(HostPermits::close);
        timers.shutdownNow();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = TestPostgres.in(directory).getConnection();
                var update = connection.createStatement()) {
            update.executeUpdate(sql);
        }
    }

    @Test
    void oneReplicaGetsAllAndGivesBackAsItsRequestsEnd() throws Exception {
        var first = new Replica("a");
        var second = new Replica("b");
        first.requests(10);
        assertThat(first.gate.underWay(HOST)).isZero();
        first.exchange();
        assertThat(first.gate.underWay(HOST)).isEqualTo(CONNECTIONS);

        second.requests(10);
        second.exchange();
        assertThat(second.gate.underWay(HOST)).isZero();
        first.exchange();
        first.next().leave();
        assertThat(first.gate.underWay(HOST)).isEqualTo(3);
        first.next().leave();
        first.exchange();
        second.exchange();

        assertThat(first.gate.underWay(HOST)).isEqualTo(2);
        assertThat(second.gate.underWay(HOST)).isEqualTo(2);
    }

    @Test
    void permitsOfALostReplicaComeBackWhenTheyExpire() throws Exception {
        var lost = new Replica("a");
        var other = new Replica("b");
        lost.requests(CONNECTIONS);
        lost.exchange();
        other.requests(CONNECTIONS);
        other.exchange();
        assertThat(other.gate.underWay(HOST)).isZero();

        execute("update host_permits set until = clock_timestamp() where replica = 'a'");
        other.exchange();

        assertThat(other.gate.underWay(HOST)).isEqualTo(CONNECTIONS);
        assertThat(other.permits.held()).isEqualTo(CONNECTIONS);
    }

    @Test
    void aReplicaWithoutItsDatabaseStartsNothing() throws Exception {
        var away = new AtomicBoolean();
        var lonely = new Replica("a", () -> {
            if (away.get()) {
                throw new SQLException("away");
            }
            return TestPostgres.in(directory).getConnection();
        });
        away.set(true);
        lonely.requests(1);
        assertThatThrownBy(lonely::exchange).isInstanceOf(SQLException.class);
        assertThat(lonely.gate.underWay(HOST)).isZero();
        away.set(false);
        lonely.exchange();
        assertThat(lonely.gate.underWay(HOST)).isEqualTo(1);
    }

    @Test
    void aReplicaThatStandsStillInItsExchangeStopsNoOther() throws Exception {
        var other = new Replica("b");
        try (Connection frozen = TestPostgres.in(directory).getConnection()) {
            frozen.setAutoCommit(false);
            new PermitRows("a", Duration.ofMinutes(5)).lock(frozen, List.of(HOST));
            other.request();
            other.exchange();
            assertThat(other.gate.underWay(HOST)).isEqualTo(1);
        }
    }

    @Test
    void aPauseThatAHostAskedForHoldsForAll() throws Exception {
        var first = new Replica("a");
        var second = new Replica("b");
        first.requests(1);
        second.requests(1);
        first.exchange();
        second.exchange();
        HostLimiter.Ticket asked = first.next();
        asked.heard(RequestOutcome.of(429, Optional.of(Duration.ofHours(1)), Duration.ofHours(1)));
        asked.leave();
        second.next().leave();

        first.request();
        first.exchange();
        second.exchange();
        second.request();
        second.exchange();

        assertThat(first.gate.underWay(HOST)).isZero();
        assertThat(second.gate.underWay(HOST)).isZero();
        assertThat(second.gate.spare(HOST)).isZero();
    }

    @Test
    void aReplicaThatStopsReturnsTheLastPermitWhenItsRequestEnds() throws Exception {
        var stopping = new Replica("a");
        var other = new Replica("b");
        stopping.request();
        stopping.exchange();
        HostLimiter.Ticket last = stopping.next();
        Duration soon = stopping.permits.giveBack();
        other.requests(CONNECTIONS);
        other.exchange();
        for (int i = 0; i < CONNECTIONS - 1; i++) {
            other.next();
        }
        other.exchange();
        assertThat(other.started).isEmpty();

        last.leave();
        assertThat(stopping.permits.giveBack()).isGreaterThan(soon);
        other.exchange();
        assertThat(other.next()).isNotNull();
    }

    /** With the threads that exchange permits by themselves. */
    @Test
    void neverMoreThanTheLimitTogetherAndEachRequestHasItsTurn() throws Exception {
        int each = 200;
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var left = new CountDownLatch(3 * each);
        for (String id : List.of("a", "b", "c")) {
            var replica = new Replica(id);
            replica.permits.start();
            for (int i = 0; i < each; i++) {
                var itself = new HostLimiter.Ticket[1];
                var entered = new CountDownLatch(1);
                itself[0] = replica.gate.enter(
                        HOST,
                        "",
                        () -> {
                            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                            timers.execute(() -> {
                                try {
                                    entered.await();
                                } catch (InterruptedException end) {
                                    Thread.currentThread().interrupt();
                                }
                                atOnce.decrementAndGet();
                                itself[0].leave();
                                left.countDown();
                            });
                        },
                        refused -> {
                            throw new AssertionError(refused);
                        });
                entered.countDown();
            }
        }

        assertThat(left.await(WaitLimit.SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValueLessThanOrEqualTo(CONNECTIONS);
    }

    @Property(tries = 200)
    void thePartsOfAllAreThePermits(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 9) Integer> wants,
            @ForAll @IntRange(min = 1, max = 20) int permits,
            @ForAll @IntRange(max = 1000) int turn) {
        var wanted = new TreeMap<String, Integer>();
        wants.forEach(want -> wanted.put("replica" + wanted.size(), want));
        int sum = 0;
        for (String replica : wanted.keySet()) {
            int part = HostPermits.part(replica, wanted, permits, turn);
            assertThat(part).isBetween(Math.min(wanted.get(replica), permits / wanted.size()), wanted.get(replica));
            sum += part;
        }
        assertThat(sum)
                .isEqualTo(Math.min(
                        permits,
                        wanted.values().stream().mapToInt(Integer::intValue).sum()));
    }
}
