package dev.voyage.download.source;

import dev.voyage.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** One step in fetching one file. */
public sealed interface TransferEvent {

    /** Calls the function of the case that this is. */
    <R> R match(
            Function<Started, R> started,
            Function<Advanced, R> advanced,
            Function<Retrying, R> retrying,
            Function<Finished, R> finished);

    /**
     * The first bytes of an attempt are about to arrive.
     *
     * @param source the kind of source, see {@link FileSource#word}
     */
    record Started(String source, int attempt, long resumedFrom) implements TransferEvent {
        @Override
        public <R> R match(
                Function<Started, R> started,
                Function<Advanced, R> advanced,
                Function<Retrying, R> retrying,
                Function<Finished, R> finished) {
            return started.apply(this);
        }
    }

    /**
     * Progress: emitted for the first bytes of an attempt, then at most once per {@code voyage.download.pulse}, and for the last.
     *
     * @param bytes on disk, including those of earlier attempts
     * @param total null if the archive does not give it
     */
    record Advanced(long bytes, Long total, long bytesPerSecond) implements TransferEvent {
        @Override
        public <R> R match(
                Function<Started, R> started,
                Function<Advanced, R> advanced,
                Function<Retrying, R> retrying,
                Function<Finished, R> finished) {
            return advanced.apply(this);
        }
    }

    /** An attempt failed; another follows after a pause, or at once with the next source. */
    record Retrying(Problem problem, int failedTries) implements TransferEvent {
        @Override
        public <R> R match(
                Function<Started, R> started,
                Function<Advanced, R> advanced,
                Function<Retrying, R> retrying,
                Function<Finished, R> finished) {
            return retrying.apply(this);
        }
    }

    /**
     * The file is in its place. Always last.
     *
     * @param modified the archive's modification time, or null
     * @param verified the checks that the file passed: {@code size}, {@code gzip}, {@code fits}
     * @param attempts requests for its body; 0 if none was needed
     * @param source the source used, see {@link FileSource#word}
     * @param reason why that source was used
     * @param unchanged it was already in the mirror, and the archive's version is the same
     */
    record Finished(
            Path path,
            long bytes,
            String sha256,
            Instant modified,
            List<String> verified,
            Duration took,
            int attempts,
            String source,
            String reason,
            boolean unchanged)
            implements TransferEvent {
        public Finished {
            verified = List.copyOf(verified);
        }

        /** For a caller that requested the same file in the meantime. */
        public Finished again() {
            return new Finished(path, bytes, sha256, modified, verified, took, 0, source, reason, true);
        }

        @Override
        public <R> R match(
                Function<Started, R> started,
                Function<Advanced, R> advanced,
                Function<Retrying, R> retrying,
                Function<Finished, R> finished) {
            return finished.apply(this);
        }
    }
}
