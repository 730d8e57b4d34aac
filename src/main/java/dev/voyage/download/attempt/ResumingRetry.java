package dev.voyage.download.attempt;

import dev.voyage.download.source.TransferEvent;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * Attempts of one file, each resuming where the last broke off. A long transfer over a bad line breaks off more often than any
 * retry limit allows: an attempt that made progress does not count against the limit.
 */
final class ResumingRetry {

    private final RetryPolicy patience;
    private final RequestContext notices;
    private final long headway;
    private final boolean patient;
    private int failed;

    /** @param patient whether an attempt without progress is followed by another */
    ResumingRetry(RetryPolicy patience, RequestContext notices, long headway, boolean patient) {
        this.patience = patience;
        this.notices = notices;
        this.headway = headway;
        this.patient = patient;
    }

    Multi<TransferEvent> of(FileDownload delivery, DownloadAttempt attempt) {
        return Multi.createFrom().deferred(() -> {
            long before = delivery.bytes();
            return attempt.run(delivery.nextTry())
                    .onFailure(Problem.class)
                    .recoverWithMulti(problem -> again(delivery, attempt, problem, before));
        });
    }

    private Multi<TransferEvent> again(FileDownload delivery, DownloadAttempt attempt, Throwable failure, long before) {
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
                        Multi.createFrom().item(new TransferEvent.Retrying(problem, failed)),
                        waited.onItem().transformToMulti(paused -> of(delivery, attempt)));
    }
}
