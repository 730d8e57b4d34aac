package dev.voyage.client;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * How often and after which pauses a request is repeated.
 *
 * @param lengths of the first pauses; all later ones are as the last
 * @param most attempts in vain, one after another, after which the failure is final
 */
record Pauses(List<Duration> lengths, int most) {

    /** A restart, and a little more: four minutes in all. */
    static final Pauses STANDARD = new Pauses(
            List.of(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(15)),
            20);

    /** Ends after the pause behind the attempt of this number, from 1. */
    Uni<Void> after(int attempt) {
        Duration length = lengths.get(Math.min(attempt, lengths.size()) - 1);
        return Uni.createFrom().voidItem().onItem().delayIt().by(length);
    }

    /** Repeats a request while its failure is temporary. */
    <T> Uni<T> repeat(Uni<T> request) {
        return repeat(request, 1);
    }

    private <T> Uni<T> repeat(Uni<T> request, int attempt) {
        return attempt > most
                ? request
                : request.onFailure(ServiceFailures::isTemporary)
                        .recoverWithUni(failure -> after(attempt).chain(() -> repeat(request, attempt + 1)));
    }
}
