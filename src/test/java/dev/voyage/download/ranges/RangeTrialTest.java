package dev.voyage.download.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** Which number of connections a file gets, by the rate that each number brings. */
class RangeTrialTest {

    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();
    private static final long MANY = 1L << 40;

    private long now;
    private long came;
    private long busy;
    private boolean hasRoom = true;

    /** After this number of steps, each of which brings bytes according to the number of connections. */
    private int after(int steps, RangeTrial trial, IntToLongFunction bytesPerStep, long left) {
        for (int i = 0; i < steps; i++) {
            now += STEP_NANOS;
            came += bytesPerStep.applyAsLong(trial.connections());
            trial.measured(now, came, left, busy, () -> hasRoom);
        }
        return trial.connections();
    }

    private static RangeTrial trial(int most) {
        return new RangeTrial(Duration.ofSeconds(1), most, 0);
    }

    @Test
    void eachConnectionThatBringsItsShareIsKept() {
        assertThat(after(1000, trial(4), connections -> connections * 1000L, MANY))
                .isEqualTo(4);
    }

    @Test
    void aFullLinkStaysWithOne() {
        RangeTrial trial = trial(4);
        assertThat(after(15, trial, connections -> 1000, MANY)).isEqualTo(2);
        assertThat(after(1000, trial, connections -> 1000, MANY)).isEqualTo(1);
    }

    @Test
    void theConnectionThatBringsNothingIsTheLast() {
        assertThat(after(1000, trial(8), connections -> Math.min(connections, 3) * 1000L, MANY))
                .isEqualTo(3);
    }

    @Test
    void aShortRestIsNotWorthATrial() {
        RangeTrial trial = trial(4);
        assertThat(after(1000, trial, connections -> 1000, 35_000)).isEqualTo(1);
    }

    @Test
    void aMachineThatIsBusyWithTheBytesGetsNoMore() {
        RangeTrial trial = trial(4);
        for (int i = 0; i < 100; i++) {
            busy += STEP_NANOS * 6 / 10;
            assertThat(after(1, trial, connections -> connections * 1000L, MANY))
                    .isEqualTo(1);
        }
    }

    @Test
    void aHostWithoutRoomIsAskedAgainLater() {
        RangeTrial trial = trial(2);
        hasRoom = false;
        assertThat(after(100, trial, connections -> connections * 1000L, MANY)).isEqualTo(1);
        hasRoom = true;
        assertThat(after(100, trial, connections -> connections * 1000L, MANY)).isEqualTo(2);
    }

    @Test
    void withoutATrialAllAreUsedAtOnce() {
        var trial = new RangeTrial(Duration.ZERO, 3, 0);
        assertThat(trial.measured(0, 1, MANY, 0, () -> true)).isEqualTo(3);
    }

    @Test
    void onceGivenUpItStaysWithOne() {
        RangeTrial trial = trial(4);
        after(30, trial, connections -> connections * 1000L, MANY);
        trial.giveUp();
        assertThat(after(1000, trial, connections -> connections * 1000L, MANY)).isEqualTo(1);
    }
}
