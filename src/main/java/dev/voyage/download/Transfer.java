package dev.voyage.download;

import dev.voyage.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One step of fetching one file. */
public sealed interface Transfer {

    /**
     * The first bytes of a try are about to come.
     *
     * @param source the way, see {@link Way#word}
     */
    record Started(String source, int attempt, long resumedFrom) implements Transfer {}

    /**
     * So far so good: the first bytes of a try, then at most one in {@code voyage.download.pulse},
     * and the last.
     *
     * @param bytes on disk, those of earlier tries included
     * @param total null where the archive does not say
     */
    record Advanced(long bytes, Long total, long bytesPerSecond) implements Transfer {}

    /** A try failed; another follows after a pause, or at once by the next way. */
    record Retrying(Problem problem, int failedTries) implements Transfer {}

    /**
     * The file is in its place. Always last.
     *
     * @param modified what the archive says, or null
     * @param verified what was checked and found right: {@code size}, {@code gzip}, {@code fits}
     * @param attempts requests for its body; 0 where none was needed
     * @param source the way by which it came, see {@link Way#word}
     * @param reason why by that way
     * @param unchanged it was here already, and the archive's is the same
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
            implements Transfer {
        public Finished {
            verified = List.copyOf(verified);
        }

        /** For who asked for the same file meanwhile. */
        Finished again() {
            return new Finished(path, bytes, sha256, modified, verified, took, 0, source, reason, true);
        }
    }
}
