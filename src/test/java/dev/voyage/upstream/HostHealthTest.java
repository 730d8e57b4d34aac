package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.politeness.HostLimiter;
import dev.voyage.upstream.politeness.RequestOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The effect of the outcomes of requests on the host limits. */
class HostHealthTest {

    private static final RequestOutcome WELL = heard(200, null);
    private static final RequestOutcome BUSY = heard(503, null);

    private record Wake(long at, Runnable run) {}

    private final PriorityQueue<Wake> wakes = new PriorityQueue<>(Comparator.comparingLong(Wake::at));
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(100); // near overflow, as with nanoTime
    private final long begin = now;
    private final List<String> told = new ArrayList<>();
    private HostLimiter gate = gate(8, 1_000_000, 3);

    private HostLimiter gate(int connections, int perSecond, int failures) {
        return new HostLimiter(
                new UpstreamSettings.Limits(connections, perSecond, 1000),
                new UpstreamSettings.Rest(failures, Duration.ofSeconds(15)),
                () -> now,
                (nanos, wakeUp) -> wakes.add(new Wake(now + nanos, wakeUp)));
    }

    private static RequestOutcome heard(int status, Duration retryAfter) {
        return RequestOutcome.of(status, Optional.ofNullable(retryAfter), Duration.ofSeconds(60));
    }

    private void pass(Duration time) {
        long until = now + time.toNanos();
        while (!wakes.isEmpty() && wakes.peek().at() - until <= 0) {
            Wake next = wakes.poll();
            now = next.at() - now > 0 ? next.at() : now;
            next.run().run();
        }
        now = until;
    }

    private HostLimiter.Ticket enter(String who) {
        return gate.enter(
                "a",
                "",
                () -> told.add(who),
                problem -> told.add(who + " refused" + (problem.retryable() ? "" : " for good")));
    }

    private List<HostLimiter.Ticket> enter(int count) {
        return IntStream.range(0, count).mapToObj(i -> enter("n" + i)).toList();
    }

    private void ends(HostLimiter.Ticket ticket, RequestOutcome heard) {
        ticket.heard(heard);
        ticket.leave();
        pass(Duration.ofMillis(1));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            ends(enter("failing"), RequestOutcome.NOTHING);
            pass(Duration.ofSeconds(2));
        }
        told.clear();
    }

    @Test
    void troubleHalvesBothOncePerRoundTrip() {
        List<HostLimiter.Ticket> all = enter(20);
        pass(Duration.ofMillis(1));
        assertThat(gate.underWay("a")).isEqualTo(8);

        for (int i = 0; i < 8; i++) {
            all.get(i).heard(BUSY);
        }
        assertThat(gate.pace("a").atOnce()).isEqualTo(4);
        assertThat(gate.pace("a").perSecond()).isEqualTo(500_000);
        all.get(7).heard(WELL);
        assertThat(gate.pace("a").perSecond()).as("sent before the cut").isEqualTo(500_000);
        for (int i = 0; i < 8; i++) {
            all.get(i).leave();
        }
        pass(Duration.ofMillis(1));
        assertThat(gate.underWay("a")).isEqualTo(4);

        all.get(8).heard(RequestOutcome.NOTHING); // sent after the first cut
        all.get(9).heard(BUSY); // sent before the second cut
        assertThat(gate.pace("a").atOnce()).isEqualTo(2);
        assertThat(gate.pace("a").perSecond()).isEqualTo(250_000);
    }

    @Test
    void notMoreThanHalfOfWhatWasReallyUnderWay() {
        List<HostLimiter.Ticket> two = enter(2);
        pass(Duration.ofMillis(1));
        two.get(0).heard(BUSY);

        assertThat(gate.pace("a").atOnce()).isEqualTo(1);
    }

    @Test
    void itIsNeverLessThanOneAtATimeAndASixteenthOfTheRate() {
        gate = gate(8, 80, 1000);
        for (int i = 0; i < 10; i++) {
            ends(enter("x"), BUSY);
            pass(Duration.ofSeconds(1));
        }
        assertThat(gate.pace("a").atOnce()).isEqualTo(1);
        assertThat(gate.pace("a").perSecond()).isEqualTo(5);

        gate = gate(1, 3, 1000);
        for (int i = 0; i < 10; i++) {
            ends(enter("x"), BUSY);
            pass(Duration.ofSeconds(2));
        }
        assertThat(gate.pace("a").perSecond()).isEqualTo(1);
    }

    @Test
    void oneMoreAtATimeForEachRoundOfSuccessesUpToTheCaps() {
        ends(enter("x"), BUSY);
        List<Integer> atOnce = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pass(Duration.ofMillis(250));
            ends(enter("x"), WELL);
            atOnce.add(gate.pace("a").atOnce());
        }

        assertThat(atOnce.get(0)).isEqualTo(2);
        assertThat(atOnce).isSorted().contains(3, 4, 5, 6, 7);
        assertThat(atOnce.indexOf(8)).as("2 + 3 + ... + 7 and a few").isBetween(27, 34);
        assertThat(gate.pace("a").perSecond()).isEqualTo(1_000_000);
        pass(Duration.ofSeconds(1));
        assertThat(gate.hosts() + gate.kept())
                .as("recovered, so nothing is kept")
                .isZero();
    }

    @Test
    void howeverFastItAnswersItIsNotAskedForAllAtOnceAgain() {
        ends(enter("x"), BUSY);
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(1));
            ends(enter("x"), WELL);
        }

        assertThat(gate.pace("a").atOnce()).isEqualTo(1);
        assertThat(gate.pace("a").perSecond()).isBetween(500_000.0, 510_000.0);
    }

    @Test
    void troubleIsRememberedWhileNobodyAsksButNotForEver() {
        ends(enter("x"), BUSY);
        assertThat(gate.hosts()).isZero();
        assertThat(gate.kept()).isOne();
        assertThat(wakes).as("no timer is set").isEmpty();
        pass(Duration.ofMinutes(9));
        assertThat(gate.pace("a").atOnce()).isOne();

        pass(Duration.ofMinutes(2));
        enter("x");
        assertThat(gate.pace("a").atOnce()).isEqualTo(8);
    }

    @Test
    void notMoreThanAThousandTroubledHostsAreRemembered() {
        for (int i = 0; i < 1500; i++) {
            HostLimiter.Ticket ticket = gate.enter("host" + i, "", () -> {}, problem -> {});
            ticket.heard(BUSY);
            ticket.leave();
        }
        assertThat(gate.kept()).isEqualTo(1000);
    }

    @Test
    void tooManyRequestsPausesAllForAsLongAsIsAskedButNotLongerThanOurLongest() {
        HostLimiter.Ticket first = enter("first");
        ends(first, heard(429, Duration.ofSeconds(7)));
        enter("second");
        enter("third");
        pass(Duration.ofMillis(6990));
        assertThat(told).containsExactly("first");
        pass(Duration.ofMillis(20));
        assertThat(told).containsExactly("first", "second");

        gate = gate(8, 1000, 3);
        ends(enter("first"), heard(429, Duration.ofDays(1)));
        enter("last");
        pass(Duration.ofSeconds(61));
        assertThat(told).endsWith("last");
    }

    @Test
    void whatLeavesLateKeepsTheNextOneAtItsDistance() {
        gate = gate(8, 20, 3);
        HostLimiter.Ticket first = enter("first");
        enter("second");
        enter("third");
        pass(Duration.ofMillis(40));
        first.sent();
        pass(Duration.ofMillis(54));
        assertThat(told).containsExactly("first");
        pass(Duration.ofMillis(2));
        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void serviceUnavailablePausesNobodyElse() {
        ends(enter("first"), heard(503, Duration.ofSeconds(7)));
        enter("second");

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void aHostThatOnlyFailsIsLeftAlone() {
        List<HostLimiter.Ticket> all = enter(12);
        pass(Duration.ofMillis(1));
        told.clear();
        all.get(0).heard(heard(500, null));
        all.get(1).heard(RequestOutcome.NOTHING);
        assertThat(told).isEmpty();
        all.get(2).heard(heard(502, null));

        assertThat(told).containsExactly("n8 refused", "n9 refused", "n10 refused", "n11 refused");
        pass(Duration.ofSeconds(5));
        assertThatThrownBy(() -> enter("late")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(problem.retryable()).isTrue();
            assertThat(problem.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_002));
            assertThat(problem.detail()).isEqualTo("a failed 3 times in a row and is left alone for 15.0 s");
            assertThat(problem.upstream()).contains("a");
        });
        all.forEach(HostLimiter.Ticket::leave);
        assertThat(gate.underWay("a")).isZero();
    }

    @Test
    void anySignOfLifeEndsTheRow() {
        for (RequestOutcome life : List.of(WELL, BUSY, heard(429, null), heard(404, null))) {
            ends(enter("x"), RequestOutcome.NOTHING);
            ends(enter("x"), RequestOutcome.NOTHING);
            ends(enter("x"), life);
            pass(Duration.ofSeconds(1));
        }
        ends(enter("x"), RequestOutcome.NOTHING);
        ends(enter("x"), RequestOutcome.NOTHING);
        enter("still let through");

        assertThat(told).endsWith("still let through");
    }

    @Test
    void anAnswerThatWasStillUnderWayEndsTheRest() {
        List<HostLimiter.Ticket> all = enter(4);
        pass(Duration.ofMillis(1));
        all.subList(0, 3).forEach(ticket -> ticket.heard(RequestOutcome.NOTHING));
        assertThatThrownBy(() -> enter("x")).isInstanceOf(Problem.class);
        all.get(3).heard(WELL);

        assertThat(enter("x")).isNotNull();
    }

    @Test
    void afterTheRestOneIsTheProbeAndItsSuccessLetsAllThrough() {
        fail(3);
        pass(Duration.ofSeconds(20));
        HostLimiter.Ticket probe = enter("probe");
        enter("second");
        enter("third");
        pass(Duration.ofSeconds(5));
        assertThat(told).containsExactly("probe");

        ends(probe, WELL);
        pass(Duration.ofSeconds(5));
        assertThat(told).startsWith("probe", "second");
        assertThat(enter("fourth")).isNotNull();
    }

    @Test
    void aProbeThatFailsSendsAllAwayForGoodAndForTwiceAsLong() {
        fail(3);
        pass(Duration.ofSeconds(20));
        HostLimiter.Ticket probe = enter("probe");
        enter("second");
        ends(probe, heard(500, null));
        assertThat(told).containsExactly("probe", "second refused for good");

        pass(Duration.ofSeconds(29));
        assertThatThrownBy(() -> enter("late")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.retryable()).isFalse();
            assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        });
        pass(Duration.ofSeconds(1));
        HostLimiter.Ticket next = enter("next probe");
        assertThat(told).endsWith("next probe");
        ends(next, WELL);
        assertThat(enter("all is well")).isNotNull();
    }

    @Test
    void restsAreFiveMinutesAtMost() {
        fail(3);
        pass(Duration.ofSeconds(20));
        for (int i = 0; i < 8; i++) {
            ends(enter("probe"), RequestOutcome.NOTHING);
            pass(Duration.ofMinutes(5));
        }
        enter("probe again");
        assertThat(told).endsWith("probe again");
    }

    @Test
    void whoCancelsTheProbeHandsItOn() {
        fail(3);
        pass(Duration.ofSeconds(20));
        HostLimiter.Ticket probe = enter("probe");
        HostLimiter.Ticket second = enter("second");
        enter("third");
        second.leave();
        probe.leave();
        pass(Duration.ofSeconds(5));

        assertThat(told).containsExactly("probe", "third");
    }

    @Property(tries = 100)
    void noSecondSeesMoreThanAllowed(
            @ForAll @IntRange(min = 1, max = 60) int perSecond, @ForAll @IntRange(min = 0, max = 300) int lateMillis) {
        gate = new HostLimiter(
                new UpstreamSettings.Limits(1000, perSecond, 1000),
                UpstreamSettings.PATIENT,
                () -> now,
                (nanos, wakeUp) -> wakes.add(new Wake(now + nanos + lateMillis * 1_000_000L, wakeUp)));
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            gate.enter("a", "", () -> starts.add(now - begin), problem -> {});
        }
        pass(Duration.ofSeconds(20));
        for (int i = 0; i + perSecond < starts.size(); i++) {
            assertThat(starts.get(i + perSecond) - starts.get(i)).isGreaterThan(1_000_000_000L);
        }
    }
}
