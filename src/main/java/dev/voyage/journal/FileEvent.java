package dev.voyage.journal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is told of one file; {@code file} is its path in the result. */
public sealed interface FileEvent extends SearchEvent {

    /** A file was listed; {@code bytes} only where known exactly. */
    @RegisterForReflection
    record Found(
            String observation, String file, String url, Long bytes, Instant modified, String target, String catalogue)
            implements FileEvent {

        /** Of the only target and catalogue. */
        public Found(String observation, String file, String url, Long bytes, Instant modified) {
            this(observation, file, url, bytes, modified, null, null);
        }

        @Override
        public String type() {
            return "file.found";
        }
    }

    /** A try of one file begins. */
    @RegisterForReflection
    record Started(String file, String source, int attempt, long resumedFrom) implements FileEvent {
        @Override
        public String type() {
            return "file.started";
        }
    }

    /** How far one file is. */
    @RegisterForReflection
    record Progress(String file, long bytes, Long total, long bytesPerSecond) implements FileEvent, Signal {
        @Override
        public String type() {
            return "file.progress";
        }

        @Override
        public String about() {
            return file;
        }
    }

    /** A file is here, whole and verified. */
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
        public String type() {
            return "file.completed";
        }
    }

    /**
     * A file needs no fetching.
     *
     * @param reason {@code unchanged}, {@code excluded} or {@code duplicate}
     * @param bytes of an unchanged file, as are {@code sha256} and {@code modified}: it is here
     */
    @RegisterForReflection
    record Skipped(String file, String reason, Long bytes, String sha256, Instant modified) implements FileEvent {

        /** Skipped without being here. */
        public Skipped(String file, String reason) {
            this(file, reason, null, null, null);
        }

        @Override
        public String type() {
            return "file.skipped";
        }
    }

    /** A try of one file failed; final unless {@code willRetry}. */
    @RegisterForReflection
    record Failed(String file, Map<String, Object> problem, boolean willRetry) implements FileEvent {
        @Override
        public String type() {
            return "file.failed";
        }
    }
}
