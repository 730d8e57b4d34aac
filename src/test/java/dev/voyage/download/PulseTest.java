package dev.voyage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Instant START = Instant.EPOCH;

    private final Pulse pulse = new Pulse(Duration.ofMillis(500), START, 1000);

    @Test
    void theFirstAndTheLastAreAlwaysToldAndOthersNotTooOften() {
        assertThat(pulse.beat(START.plusMillis(100), 1100, 5000L)).contains(new Transfer.Advanced(1100, 5000L, 1000));
        assertThat(pulse.beat(START.plusMillis(200), 2000, 5000L)).isEmpty();
        assertThat(pulse.beat(START.plusMillis(599), 2500, 5000L)).isEmpty();
        assertThat(pulse.beat(START.plusMillis(600), 2600, 5000L)).contains(new Transfer.Advanced(2600, 5000L, 3000));
        assertThat(pulse.last(START.plusMillis(700), 5000, 5000L)).contains(new Transfer.Advanced(5000, 5000L, 24000));
    }

    @Test
    void whatWasJustToldIsNotToldAgain() {
        assertThat(pulse.beat(START, 5000, null)).isPresent();
        assertThat(pulse.last(START, 5000, null)).isEmpty();
    }
}
