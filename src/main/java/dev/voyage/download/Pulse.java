package dev.voyage.download;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to tell how far a file is: at first, then not too often, and at last. */
final class Pulse {

    private final Duration least;
    private Instant told;
    private long toldBytes;
    private boolean any;

    /**
     * @param bytes there already when the try began
     */
    Pulse(Duration least, Instant began, long bytes) {
        this.least = least;
        told = began;
        toldBytes = bytes;
    }

    /** Tells when it is time to. */
    Optional<Transfer.Advanced> beat(Instant now, long bytes, Long total) {
        boolean due = !any || Duration.between(told, now).compareTo(least) >= 0;
        return due ? tell(now, bytes, total) : Optional.empty();
    }

    /** Tells, unless just this was told. */
    Optional<Transfer.Advanced> last(Instant now, long bytes, Long total) {
        return any && bytes == toldBytes ? Optional.empty() : tell(now, bytes, total);
    }

    private Optional<Transfer.Advanced> tell(Instant now, long bytes, Long total) {
        long millis = Math.max(1, Duration.between(told, now).toMillis());
        long rate = Math.max(0, bytes - toldBytes) * 1000 / millis;
        any = true;
        told = now;
        toldBytes = bytes;
        return Optional.of(new Transfer.Advanced(bytes, total, rate));
    }
}
