package dev.voyage.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The time between two attempts to deliver a notification: ten attempts in three days, as Standard Webhooks recommends. */
final class DeliveryDelay {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(16),
            Duration.ofHours(24));

    private static final Duration LONGEST = Duration.ofHours(24);

    private DeliveryDelay() {}

    /**
     * The delay after an attempt.
     *
     * @param attempts begun so far, at least 1
     * @param asked the delay that the receiver asks for; more than a day counts as a day
     * @param random from 0 to 1: a tenth of the delay comes or goes, so that receivers are not asked all at once
     * @return empty after the last attempt
     */
    static Optional<Duration> after(long attempts, Duration asked, double random) {
        if (attempts > DELAYS.size()) {
            return Optional.empty();
        }
        long usual = (long) (DELAYS.get((int) attempts - 1).toMillis() * (0.9 + 0.2 * random));
        long wanted = asked.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : asked.toMillis();
        return Optional.of(Duration.ofMillis(Math.max(usual, wanted)));
    }
}
