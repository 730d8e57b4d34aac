package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * An event about one observation. {@code observation} is its id, unique in the search: the catalogue's own id, in a search of
 * several catalogues preceded by the catalogue's name and a slash. {@code target} is the one around which it was found first.
 */
@RegisterForReflection
public sealed interface ObservationEvent extends SearchEvent {

    /** Reason for a row that is not selected: it does not match the condition. */
    String CONDITION = "condition";

    /** Reason for a row that is not selected: it lies outside the radius, whatever the condition. */
    String OUTSIDE_RADIUS = "outside-radius";

    /** Reason for a row that is not selected: the request lists ids in {@code select}, and not its id. */
    String NOT_PICKED = "not-picked";

    /** The id of the observation, unique in its search. */
    String observation();

    @Override
    default <R> R accept(EventVisitor<R> visitor) {
        return accept((ObservationVisitor<R>) visitor);
    }

    /** Calls the method of this type of event. */
    <R> R accept(ObservationVisitor<R> visitor);

    /**
     * One row of the catalogue, as soon as it is parsed.
     *
     * @param reason {@link #CONDITION}, {@link #OUTSIDE_RADIUS} or {@link #NOT_PICKED} if it is not selected; else null, and
     *     null in events of older journals
     * @param repeated true if an identical row was selected before, around another target or in the same response: the events
     *     about its links and files are those of the first; else null
     * @param via {@code tap} if it is from a query by TAP, {@code sia} or {@code ssa} if from a search for images or
     *     spectra; null if it is from a cone search
     */
    @RegisterForReflection
    record Found(
            String observation,
            Double raDeg,
            Double decDeg,
            Double offsetArcmin,
            boolean selected,
            String reason,
            String target,
            String catalogue,
            Boolean repeated,
            String via,

            @JsonInclude(content = JsonInclude.Include.ALWAYS)
            Map<String, Object> row)
            implements ObservationEvent {

        /** For the only target and catalogue. */
        public Found(
                String observation,
                Double raDeg,
                Double decDeg,
                Double offsetArcmin,
                boolean selected,
                Map<String, Object> row) {
            this(observation, raDeg, decDeg, offsetArcmin, selected, null, null, null, null, row);
        }

        /** From a cone search. */
        public Found(
                String observation,
                Double raDeg,
                Double decDeg,
                Double offsetArcmin,
                boolean selected,
                String reason,
                String target,
                String catalogue,
                Boolean repeated,
                Map<String, Object> row) {
            this(observation, raDeg, decDeg, offsetArcmin, selected, reason, target, catalogue, repeated, null, row);
        }

        /** The same row, for an observation that was selected before. */
        public Found again() {
            return new Found(
                    observation, raDeg, decDeg, offsetArcmin, selected, reason, target, catalogue, true, via, row);
        }

        /** Whether an identical row was selected before. */
        public boolean repeatsAnother() {
            return repeated != null && repeated;
        }

        @Override
        public <R> R accept(ObservationVisitor<R> visitor) {
            return visitor.found(this);
        }
    }

    /** The directories of an observation's files, and its other links. */
    @RegisterForReflection
    record Linked(
            String observation,
            List<DirectoryLink> directories,
            List<OtherLink> others,
            String target,
            String catalogue)
            implements ObservationEvent {

        /** For the only target and catalogue. */
        public Linked(String observation, List<DirectoryLink> directories, List<OtherLink> others) {
            this(observation, directories, others, null, null);
        }

        @Override
        public <R> R accept(ObservationVisitor<R> visitor) {
            return visitor.linked(this);
        }
    }

    /**
     * The observation has nothing to fetch.
     *
     * @param reason {@code proprietary}, {@code not-observed}, {@code no-link} or {@code fault}
     * @param publicDate ISO date, if known
     * @param others its links, none of which is fetched; null if it has none
     */
    @RegisterForReflection
    record Unavailable(
            String observation,
            String reason,
            String publicDate,
            String detail,
            List<OtherLink> others,
            String target,
            String catalogue)
            implements ObservationEvent {

        /** For the only target and catalogue. */
        public Unavailable(String observation, String reason, String publicDate, String detail) {
            this(observation, reason, publicDate, detail, null, null, null);
        }

        @Override
        public <R> R accept(ObservationVisitor<R> visitor) {
            return visitor.unavailable(this);
        }
    }

    /** Links could not be looked up or a directory not be read; the other observations continue. */
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

        /** For the only target and catalogue. */
        public Failed(String observation, Map<String, Object> problem, long files, long bytes, long failed) {
            this(observation, problem, files, bytes, failed, null, null);
        }

        @Override
        public <R> R accept(ObservationVisitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /**
     * One page of a directory has been read, of the linked directory or of one below it.
     *
     * @param url with the page's query if the directory has several pages
     * @param refused entries of the page that cannot be fetched; the observation is then incomplete, unless the archive's web
     *     server would not serve them either
     */
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

        /** For the only target and catalogue. */
        public Listed(String observation, String url, int files, int directories, List<RefusedEntry> refused) {
            this(observation, url, files, directories, refused, null, null);
        }

        /** The number of entries that are missing although the directory has them. */
        public long lost() {
            return refused == null
                    ? 0
                    : refused.stream().filter(RefusedEntry::loses).count();
        }

        @Override
        public <R> R accept(ObservationVisitor<R> visitor) {
            return visitor.listed(this);
        }
    }

    /**
     * Every file of the observation has ended; {@code failed} of them are missing.
     *
     * @param refused entries of its directories that could not be fetched; null if there are none
     */
    @RegisterForReflection
    record Completed(
            String observation, long files, long bytes, long failed, Long refused, String target, String catalogue)
            implements ObservationEvent {

        /** For the only target and catalogue. */
        public Completed(String observation, long files, long bytes, long failed) {
            this(observation, files, bytes, failed, null, null, null);
        }

        @Override
        public <R> R accept(ObservationVisitor<R> visitor) {
            return visitor.completed(this);
        }
    }

    /**
     * One method for each type of event about an observation.
     *
     * @param <R> result type of the methods
     */
    interface ObservationVisitor<R> {

        R found(Found event);

        R linked(Linked event);

        R unavailable(Unavailable event);

        R failed(Failed event);

        R listed(Listed event);

        R completed(Completed event);
    }
}
