package dev.voyage.download;

import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries of one file, each going on where the last broke off. A long file over a bad line breaks off
 * more often than any patience: a try that made headway is not counted against it.
 */
final class Tries {

    private final Patience patience;
    private final Notices notices;
    private final long headway;
    private final boolean patient;
    private int failed;

    /**
     * @param patient whether a try that did not get ahead is followed by another
     */
    Tries(Patience patience, Notices notices, long headway, boolean patient) {
        this.patience = patience;
        this.notices = notices;
        this.headway = headway;
        this.patient = patient;
    }

    Multi<Transfer> of(Delivery delivery, Attempt attempt) {
        return Multi.createFrom().deferred(() -> {
            long before = delivery.bytes();
            return attempt.run(delivery.nextTry())
                    .onFailure(Problem.class)
                    .recoverWithMulti(problem -> again(delivery, attempt, problem, before));
        });
    }

    private Multi<Transfer> again(Delivery delivery, Attempt attempt, Throwable failure, long before) {
        var problem = (Problem) failure;
        boolean ahead = delivery.bytes() - before >= headway;
        failed = ahead ? 1 : failed + 1;
        Optional<Duration> pause = patience.pauseAfter(problem, failed);
        if (pause.isEmpty() || (!ahead && !patient)) {
            return Multi.createFrom().failure(problem);
        }
        patience.tell(problem, pause.get(), notices);
        Uni<Void> now = Uni.createFrom().voidItem();
        Uni<Void> waited = pause.get().isZero() ? now : now.onItem().delayIt().by(pause.get());
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new Transfer.Retrying(problem, failed)),
                        waited.onItem().transformToMulti(paused -> of(delivery, attempt)));
    }
}
