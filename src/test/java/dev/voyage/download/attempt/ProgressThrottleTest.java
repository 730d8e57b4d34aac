package dev.voyage.download.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.source.TransferEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressThrottleTest {

    private static final Instant START = Instant.EPOCH;

    private final ProgressThrottle pulse = new ProgressThrottle(Duration.ofMillis(500), START, 1000);

    @Test
    void theFirstAndTheLastAreAlwaysToldAndOthersNotTooOften() {
        assertThat(pulse.beat(START.plusMillis(100), 1100, 5000L))
                .contains(new TransferEvent.Advanced(1100, 5000L, 1000));
        assertThat(pulse.beat(START.plusMillis(200), 2000, 5000L)).isEmpty();
        assertThat(pulse.beat(START.plusMillis(599), 2500, 5000L)).isEmpty();
        assertThat(pulse.beat(START.plusMillis(600), 2600, 5000L))
                .contains(new TransferEvent.Advanced(2600, 5000L, 3000));
        assertThat(pulse.last(START.plusMillis(700), 5000, 5000L))
                .contains(new TransferEvent.Advanced(5000, 5000L, 24000));
    }

    @Test
    void whatWasJustToldIsNotToldAgain() {
        assertThat(pulse.beat(START, 5000, null)).isPresent();
        assertThat(pulse.last(START, 5000, null)).isEmpty();
    }
}
