package dev.voyage.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryDelayTest {

    @Test
    void tenAttemptsAreMadeInThreeDays() {
        Duration all = Duration.ZERO;
        for (int attempt = 1; attempt < 10; attempt++) {
            all = all.plus(DeliveryDelay.after(attempt, Duration.ZERO, 0.5).orElseThrow());
        }
        assertThat(all).isBetween(Duration.ofDays(2), Duration.ofDays(4));
        assertThat(DeliveryDelay.after(10, Duration.ZERO, 0.5)).isEmpty();
        assertThat(DeliveryDelay.after(11, Duration.ofHours(1), 0.5)).isEmpty();
    }

    @Test
    void chanceMovesADelayByATenth() {
        assertThat(DeliveryDelay.after(2, Duration.ZERO, 0)).isEqualTo(Optional.of(Duration.ofSeconds(270)));
        assertThat(DeliveryDelay.after(2, Duration.ZERO, 1)).isEqualTo(Optional.of(Duration.ofSeconds(330)));
    }

    @Test
    void receiversMayAskForUpToADay() {
        assertThat(DeliveryDelay.after(1, Duration.ofMinutes(3), 0.5)).isEqualTo(Optional.of(Duration.ofMinutes(3)));
        assertThat(DeliveryDelay.after(1, Duration.ofSeconds(1), 0.5)).isEqualTo(Optional.of(Duration.ofSeconds(5)));
        assertThat(DeliveryDelay.after(1, Duration.ofDays(365), 0.5)).isEqualTo(Optional.of(Duration.ofDays(1)));
    }
}
