package dev.voyage.download.attempt;

import dev.voyage.download.source.TransferEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides when to report the progress of a file: at the start, then at limited intervals, and at the end. */
final class ProgressThrottle {

    private final Duration least;
    private Instant told;
    private long toldBytes;
    private boolean any;

    /** @param bytes already present when the attempt began */
    ProgressThrottle(Duration least, Instant began, long bytes) {
        this.least = least;
        told = began;
        toldBytes = bytes;
    }

    /** Reports progress if the interval has passed. */
    Optional<TransferEvent.Advanced> beat(Instant now, long bytes, Long total) {
        boolean due = !any || Duration.between(told, now).compareTo(least) >= 0;
        return due ? tell(now, bytes, total) : Optional.empty();
    }

    /** Reports progress, unless the same state was just reported. */
    Optional<TransferEvent.Advanced> last(Instant now, long bytes, Long total) {
        return any && bytes == toldBytes ? Optional.empty() : tell(now, bytes, total);
    }

    private Optional<TransferEvent.Advanced> tell(Instant now, long bytes, Long total) {
        long millis = Math.max(1, Duration.between(told, now).toMillis());
        long rate = Math.max(0, bytes - toldBytes) * 1000 / millis;
        any = true;
        told = now;
        toldBytes = bytes;
        return Optional.of(new TransferEvent.Advanced(bytes, total, rate));
    }
}
