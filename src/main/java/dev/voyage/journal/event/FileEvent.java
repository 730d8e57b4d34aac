package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An event about one file; {@code file} is its path in the result. */
@RegisterForReflection
public sealed interface FileEvent extends SearchEvent {

    @Override
    default <R> R accept(EventVisitor<R> visitor) {
        return accept((FileVisitor<R>) visitor);
    }

    /** Calls the method of this type of event. */
    <R> R accept(FileVisitor<R> visitor);

    /** A file was listed; {@code bytes} only if known exactly. */
    @RegisterForReflection
    record Found(
            String observation, String file, String url, Long bytes, Instant modified, String target, String catalogue)
            implements FileEvent {

        /** For the only target and catalogue. */
        public Found(String observation, String file, String url, Long bytes, Instant modified) {
            this(observation, file, url, bytes, modified, null, null);
        }

        @Override
        public <R> R accept(FileVisitor<R> visitor) {
            return visitor.found(this);
        }
    }

    /**
     * The size and source of a file in a plan.
     *
     * @param source the source it would be fetched from, as in {@link Started}
     * @param bytes its size, or null if the archive does not give it
     * @param here whether it is already in the mirror, complete and with this size
     */
    @RegisterForReflection
    record Measured(String file, String source, Long bytes, boolean here) implements FileEvent {
        @Override
        public <R> R accept(FileVisitor<R> visitor) {
            return visitor.measured(this);
        }
    }

    /** An attempt to fetch one file begins. */
    @RegisterForReflection
    record Started(String file, String source, int attempt, long resumedFrom) implements FileEvent {
        @Override
        public <R> R accept(FileVisitor<R> visitor) {
            return visitor.started(this);
        }
    }

    /** The progress of one file. */
    @RegisterForReflection
    record Progress(String file, long bytes, Long total, long bytesPerSecond) implements FileEvent, TransientEvent {

        @Override
        public String about() {
            return file;
        }

        @Override
        public <R> R accept(FileVisitor<R> visitor) {
            return visitor.progress(this);
        }
    }

    /** A file is complete and verified. */
    @RegisterForReflection
    record Completed(
            String file,
            long bytes,
            String sha256,
            Instant modified,
            String source,
            String reason,
            List<String> verified,
            long millis,
            int attempts)
            implements FileEvent {
        @Override
        public <R> R accept(FileVisitor<R> visitor) {
            return visitor.completed(this);
        }
    }

    /**
     * A file needs no fetching.
     *
     * @param reason {@code unchanged}, {@code excluded} or {@code duplicate}
     * @param bytes of an unchanged file, like {@code sha256} and {@code modified}: it is already in the mirror
     */
    @RegisterForReflection
    record Skipped(String file, String reason, Long bytes, String sha256, Instant modified) implements FileEvent {

        /** The reason of a file that is already in the mirror, complete and unchanged. */
        public static final String UNCHANGED = "unchanged";

        /** The reason of a file that the search's patterns exclude. */
        public static final String EXCLUDED = "excluded";

        /** The reason of a file that another observation of the search has. */
        public static final String DUPLICATE = "duplicate";

        /** The reason of an entry listed as a file that is a directory; its contents are listed separately. */
        public static final String DIRECTORY = "directory";

        /** Skipped without being in the mirror. */
        public Skipped(String file, String reason) {
            this(file, reason, null, null, null);
        }

        /** Whether the search's patterns exclude it: then it is not part of any total. */
        @JsonIgnore
        public boolean isExcluded() {
            return reason.equals(EXCLUDED);
        }

        /** Whether the file is already in the mirror. */
        @JsonIgnore
        public boolean isUnchanged() {
            return reason.equals(UNCHANGED);
        }

        @Override
        public <R> R accept(FileVisitor<R> visitor) {
            return visitor.skipped(this);
        }
    }

    /** An attempt to fetch one file failed; final unless {@code willRetry}. */
    @RegisterForReflection
    record Failed(String file, Map<String, Object> problem, boolean willRetry) implements FileEvent {
        @Override
        public <R> R accept(FileVisitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /**
     * One method for each type of event about a file.
     *
     * @param <R> result type of the methods
     */
    interface FileVisitor<R> {

        R found(Found event);

        R measured(Measured event);

        R started(Started event);

        R progress(Progress event);

        R completed(Completed event);

        R skipped(Skipped event);

        R failed(Failed event);
    }
}
