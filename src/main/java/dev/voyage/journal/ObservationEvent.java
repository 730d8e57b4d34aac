package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * What is told of one observation. {@code observation} is its id, unique in the search: the catalogue's own,
 * in a search of several catalogues behind the catalogue's name and a slash. {@code target} is the one
 * around which it was found first.
 */
public sealed interface ObservationEvent extends SearchEvent {

    /**
     * One row of the catalogue, the moment it is parsed.
     *
     * @param repeated true where the same observation was told as selected around another target before: what
     *     becomes of it is told once; else null
     */
    @RegisterForReflection
    record Found(
            String observation,
            Double raDeg,
            Double decDeg,
            Double offsetArcmin,
            boolean selected,
            String target,
            String catalogue,
            Boolean repeated,

            @JsonInclude(content = JsonInclude.Include.ALWAYS)
            Map<String, Object> row)
            implements ObservationEvent {

        /** Of the only target and catalogue. */
        public Found(
                String observation,
                Double raDeg,
                Double decDeg,
                Double offsetArcmin,
                boolean selected,
                Map<String, Object> row) {
            this(observation, raDeg, decDeg, offsetArcmin, selected, null, null, null, row);
        }

        /** The same row of an observation that was told as selected before. */
        public Found again() {
            return new Found(observation, raDeg, decDeg, offsetArcmin, selected, target, catalogue, true, row);
        }

        boolean isRepeated() {
            return repeated != null && repeated;
        }

        @Override
        public String type() {
            return "observation.found";
        }
    }

    /** Where an observation's files lie, and what else is linked. */
    @RegisterForReflection
    record Linked(
            String observation,
            List<DirectoryLink> directories,
            List<OtherLink> others,
            String target,
            String catalogue)
            implements ObservationEvent {

        /** Of the only target and catalogue. */
        public Linked(String observation, List<DirectoryLink> directories, List<OtherLink> others) {
            this(observation, directories, others, null, null);
        }

        @Override
        public String type() {
            return "observation.linked";
        }
    }

    /**
     * There is nothing to fetch.
     *
     * @param reason {@code proprietary}, {@code not-observed}, {@code no-link} or {@code fault}
     * @param publicDate ISO date, where known
     */
    @RegisterForReflection
    record Unavailable(
            String observation, String reason, String publicDate, String detail, String target, String catalogue)
            implements ObservationEvent {

        /** Of the only target and catalogue. */
        public Unavailable(String observation, String reason, String publicDate, String detail) {
            this(observation, reason, publicDate, detail, null, null);
        }

        @Override
        public String type() {
            return "observation.unavailable";
        }
    }

    /** Links could not be looked up or a directory not be read; the other observations go on. */
    @RegisterForReflection
    record Failed(
            String observation,
            Map<String, Object> problem,
            long files,
            long bytes,
            long failed,
            String target,
            String catalogue)
            implements ObservationEvent {

        /** Of the only target and catalogue. */
        public Failed(String observation, Map<String, Object> problem, long files, long bytes, long failed) {
            this(observation, problem, files, bytes, failed, null, null);
        }

        @Override
        public String type() {
            return "observation.failed";
        }
    }

    /** One directory has been read, below a linked one or that itself. */
    @RegisterForReflection
    record Listed(
            String observation,
            String url,
            int files,
            int directories,
            List<RefusedEntry> refused,
            String target,
            String catalogue)
            implements ObservationEvent {

        /** Of the only target and catalogue. */
        public Listed(String observation, String url, int files, int directories, List<RefusedEntry> refused) {
            this(observation, url, files, directories, refused, null, null);
        }

        @Override
        public String type() {
            return "directory.listed";
        }
    }

    /** Every file of the observation has ended; {@code failed} of them are not here. */
    @RegisterForReflection
    record Completed(String observation, long files, long bytes, long failed, String target, String catalogue)
            implements ObservationEvent {

        /** Of the only target and catalogue. */
        public Completed(String observation, long files, long bytes, long failed) {
            this(observation, files, bytes, failed, null, null);
        }

        @Override
        public String type() {
            return "observation.completed";
        }
    }
}
