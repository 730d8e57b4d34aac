package dev.voyage.upstream.politeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.UpstreamSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HostLimiterTest {

    private static final RequestOutcome WELL = RequestOutcome.of(200, Optional.empty(), Duration.ZERO);

    private record Wake(long at, Runnable run) {}

    private final PriorityQueue<Wake> wakes = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    private long now = 1_000_000_000_000L;

    private HostLimiter gate(int connections, int perSecond, int waiting) {
        return new HostLimiter(
                new UpstreamSettings.Limits(connections, perSecond, waiting),
                UpstreamSettings.PATIENT,
                () -> now,
                (nanos, wakeUp) -> wakes.add(new Wake(now + nanos, wakeUp)));
    }

    private static HostLimiter.Ticket enter(HostLimiter gate, String host, Runnable granted) {
        return gate.enter(host, "", granted, refused -> {
            throw new AssertionError(refused);
        });
    }

    private void pass(long millis) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!wakes.isEmpty() && wakes.peek().at() <= until) {
            Wake next = wakes.poll();
            now = Math.max(now, next.at());
            next.run().run();
        }
        now = until;
    }

    @Test
    void soManyAtOnceAndTheOthersInOrder() {
        var gate = gate(2, 1_000_000_000, 10);
        List<Integer> through = new ArrayList<>();
        List<HostLimiter.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            tickets.add(enter(gate, "a", () -> through.add(number)));
            pass(1);
        }
        assertThat(through).containsExactly(0, 1);

        tickets.get(1).leave();
        tickets.get(1).leave();
        pass(1);
        assertThat(through).containsExactly(0, 1, 2);
        assertThat(gate.underWay("a")).isEqualTo(2);
    }

    @Test
    void permitsAreToSpareWhileNobodyWaits() {
        var gate = gate(2, 1_000_000_000, 10);
        assertThat(gate.spare("a")).isEqualTo(2);
        List<HostLimiter.Ticket> tickets = new ArrayList<>();
        for (int left : List.of(1, 0, 0)) {
            tickets.add(enter(gate, "a", () -> {}));
            pass(1);
            assertThat(gate.spare("a")).isEqualTo(left);
        }
        tickets.get(0).leave();
        pass(1);
        assertThat(gate.spare("a")).isZero();
        tickets.get(1).leave();
        pass(1);
        assertThat(gate.spare("a")).isEqualTo(1);
    }

    @Test
    void withSharedPermitsNothingStartsWithoutThemOrAfterTheirDeadline() {
        var gate = gate(4, 1_000_000_000, 10);
        var needed = new AtomicInteger();
        gate.share(needed::incrementAndGet);
        List<HostLimiter.Ticket> tickets = new ArrayList<>();
        var through = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            tickets.add(enter(gate, "a", through::incrementAndGet));
        }
        assertThat(through).hasValue(0);
        assertThat(needed).hasPositiveValue();
        assertThat(gate.needs()).containsExactly(new HostShares.HostNeed("a", 4));

        gate.grant("a", 2, now + TimeUnit.SECONDS.toNanos(10));
        pass(1);
        assertThat(through).hasValue(2);
        tickets.get(0).sent();
        pass(10_000); // as if the process had stood still
        assertThatThrownBy(tickets.get(1)::sent).isInstanceOf(Problem.class);
        tickets.get(0).leave();
        tickets.get(1).leave();
        assertThat(through).hasValue(2);
        assertThat(gate.spare("a")).isZero();

        gate.grant("a", 1, now + TimeUnit.SECONDS.toNanos(10));
        pass(1);
        assertThat(through).hasValue(3);
        assertThat(gate.reduce("a", 0)).isEqualTo(1);
        tickets.get(2).sent(); // its permit is still this process's
        tickets.get(2).leave();
        assertThat(through).hasValue(3);
    }

    @Test
    void halfOfThePermitsAreHalfOfTheRate() {
        var gate = gate(4, 20, 100);
        gate.share(() -> {});
        List<Long> starts = new ArrayList<>();
        long begin = now;
        for (int i = 0; i < 5; i++) {
            enter(gate, "a", () -> starts.add(TimeUnit.NANOSECONDS.toMillis(now - begin)))
                    .leave();
            enter(gate, "a", () -> starts.add(TimeUnit.NANOSECONDS.toMillis(now - begin)));
        }
        gate.grant("a", 2, now + TimeUnit.HOURS.toNanos(1));
        pass(1000);
        assertThat(starts).hasSize(2);
        assertThat(starts.get(1) - starts.get(0)).isBetween(100L, 120L);
    }

    @Test
    void aHostWithoutRequestsNeedsItsPermitsForAMomentOnly() {
        var gate = gate(4, 1_000_000_000, 10);
        gate.share(() -> {});
        HostLimiter.Ticket ticket = enter(gate, "a", () -> {});
        gate.grant("a", 1, now + TimeUnit.HOURS.toNanos(1));
        ticket.leave();
        assertThat(gate.needs()).containsExactly(new HostShares.HostNeed("a", 1));
        pass(2_000);
        assertThat(gate.needs()).containsExactly(new HostShares.HostNeed("a", 0));
        gate.grant("a", 0, now + TimeUnit.HOURS.toNanos(1));
        assertThat(gate.needs()).isEmpty();
    }

    @Test
    void hostsDoNotWaitForEachOther() {
        var gate = gate(1, 1, 10);
        var through = new AtomicInteger();
        enter(gate, "a", through::incrementAndGet);
        enter(gate, "b", through::incrementAndGet);

        assertThat(through).hasValue(2);
    }

    @Test
    void startsAreSpaced() {
        var gate = gate(100, 20, 100);
        List<Long> starts = new ArrayList<>();
        long begin = now;
        for (int i = 0; i < 5; i++) {
            enter(gate, "a", () -> starts.add(TimeUnit.NANOSECONDS.toMillis(now - begin)));
        }
        pass(1000);

        assertThat(starts).containsExactly(0L, 55L, 110L, 165L, 220L);
    }

    @Test
    void aPartyThatComesLaterDoesNotWaitForAllOfAnother() {
        var gate = gate(1, 1_000_000_000, 10_000);
        List<String> through = new ArrayList<>();
        Deque<HostLimiter.Ticket> tickets = new ArrayDeque<>();
        for (int i = 0; i < 5000; i++) {
            int number = i;
            tickets.add(gate.enter("a", "big", () -> through.add("big " + number), no -> {}));
        }
        HostLimiter.Ticket first = gate.enter("a", "small", () -> through.add("small 0"), no -> {});
        HostLimiter.Ticket second = gate.enter("a", "small", () -> through.add("small 1"), no -> {});
        for (HostLimiter.Ticket done : List.of(tickets.poll(), tickets.poll(), first, tickets.poll(), second)) {
            done.leave();
            pass(1);
        }

        assertThat(through).containsExactly("big 0", "big 1", "small 0", "big 2", "small 1", "big 3");
    }

    /** A waiting or admitted request. */
    private static final class Mine {
        private HostLimiter.Ticket ticket;
    }

    /** A party that always waits receives one of any k turns, with k parties. */
    @Property(tries = 200)
    void ofKPartiesEachGetsOneOfAnyK(
            @ForAll @IntRange(min = 1, max = 6) int parties,
            @ForAll @IntRange(min = 1, max = 4) int connections,
            @ForAll long seed) {
        var gate = gate(connections, 1_000_000_000, 10_000);
        var random = new Random(seed);
        List<Integer> through = new ArrayList<>();
        List<List<Mine>> waiting = new ArrayList<>();
        Map<Integer, Integer> since = new HashMap<>(); // turns granted before the wait began
        Deque<Mine> inside = new ArrayDeque<>();
        for (int party = 0; party < parties; party++) {
            waiting.add(new ArrayList<>());
        }
        for (int step = 0; step < 300; step++) {
            int party = random.nextInt(parties);
            int what = random.nextInt(4);
            if (what == 0 && !inside.isEmpty()) {
                inside.poll().ticket.leave();
            } else if (what == 1 && !waiting.get(party).isEmpty()) {
                waiting.get(party)
                        .remove(random.nextInt(waiting.get(party).size()))
                        .ticket
                        .leave();
            } else {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    since.putIfAbsent(party, through.size());
                    var mine = new Mine();
                    waiting.get(party).add(mine);
                    mine.ticket = gate.enter(
                            "a",
                            "search " + party,
                            () -> {
                                through.add(party);
                                since.put(party, through.size());
                                waiting.get(party).remove(mine);
                                inside.add(mine);
                            },
                            no -> {});
                }
            }
            pass(1);
            for (int each = 0; each < parties; each++) {
                if (waiting.get(each).isEmpty()) {
                    since.remove(each);
                } else {
                    assertThat(through.size() - since.get(each)).isLessThan(parties);
                }
            }
        }
    }

    @Test
    void whoStopsWaitingIsNotLetThrough() {
        var gate = gate(1, 1_000_000, 10);
        List<String> through = new ArrayList<>();
        HostLimiter.Ticket first = enter(gate, "a", () -> through.add("first"));
        HostLimiter.Ticket second = enter(gate, "a", () -> through.add("second"));
        enter(gate, "a", () -> through.add("third"));
        second.leave();
        first.leave();
        pass(1);

        assertThat(through).containsExactly("first", "third");
    }

    @Test
    void aFullLineRefuses() {
        var gate = gate(1, 1_000_000, 1);
        enter(gate, "a", () -> {});
        HostLimiter.Ticket waiting = enter(gate, "a", () -> {});

        assertThatThrownBy(() -> enter(gate, "a", () -> {}))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.TOO_MANY));
        waiting.leave();
        assertThat(enter(gate, "a", () -> {})).isNotNull();
    }

    @Test
    void idleHostsAreForgottenOnceTheirSpacingIsOver() {
        var gate = gate(1, 10, 10);
        enter(gate, "a", () -> {}).leave();
        assertThat(gate.hosts()).isEqualTo(1);

        pass(200);
        assertThat(gate.hosts()).isZero();
        assertThat(wakes).isEmpty();
    }

    @Property(tries = 200)
    void whateverHappensPermitsAreKeptAndGivenBack(
            @ForAll @IntRange(min = 1, max = 5) int connections,
            @ForAll @IntRange(min = 1, max = 1000) int perSecond,
            @ForAll long seed) {
        var gate = gate(connections, perSecond, 1000);
        var random = new Random(seed);
        List<HostLimiter.Ticket> tickets = new ArrayList<>();
        var through = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            if (!tickets.isEmpty() && random.nextInt(4) == 0) {
                RequestOutcome heard = random.nextBoolean() ? RequestOutcome.NOTHING : WELL;
                tickets.get(random.nextInt(tickets.size())).heard(heard);
            } else if (random.nextInt(3) > 0) {
                tickets.add(enter(gate, "a", through::incrementAndGet));
            } else if (!tickets.isEmpty()) {
                tickets.remove(random.nextInt(tickets.size())).leave();
            }
            pass(random.nextInt(20));
            assertThat(gate.underWay("a")).isBetween(0, connections);
        }
        pass(10_000);
        assertThat(gate.underWay("a")).isBetween(Math.min(1, tickets.size()), connections);
        tickets.forEach(HostLimiter.Ticket::leave);
        for (int i = 0; i < 100; i++) { // the full rate after a recovery
            HostLimiter.Ticket one = enter(gate, "a", through::incrementAndGet);
            pass(2000);
            one.heard(WELL);
            one.leave();
        }
        assertThat(gate.pace("a").atOnce()).isEqualTo(connections);
        assertThat(gate.pace("a").perSecond()).isEqualTo(perSecond);
        pass(10_000);
        assertThat(gate.hosts()).isZero();
        assertThat(wakes).isEmpty();
    }

    @Test
    void manyThreadsNeverExceedThePermits() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            var gate = new HostLimiter(
                    new UpstreamSettings.Limits(3, 1_000_000, 100_000),
                    UpstreamSettings.PATIENT,
                    System::nanoTime,
                    (nanos, wakeUp) -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, threads)
                            .execute(wakeUp));
            var inside = new AtomicInteger();
            var most = new AtomicInteger();
            var left = new CountDownLatch(4000);
            for (int i = 0; i < 4000; i++) {
                threads.execute(() -> {
                    var mine = new CompletableFuture<HostLimiter.Ticket>();
                    Runnable granted = () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        threads.execute(() -> {
                            HostLimiter.Ticket ticket = mine.join();
                            inside.decrementAndGet();
                            ticket.leave();
                            left.countDown();
                        });
                    };
                    mine.complete(enter(gate, "a", granted));
                });
            }
            assertThat(left.await(WaitLimit.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(most.get()).isBetween(1, 3);
        } finally {
            threads.shutdownNow();
        }
    }
}
