package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The counts of a search: the fold of its events. At the end {@code selected} is the sum of the observations that completed, are
 * unavailable, or failed; {@code files} is {@code completed + skipped + failed}. {@code observations} are rows: selected,
 * repeated, or not selected.
 *
 * @param failedObservations observations with failed links or a failed listing
 * @param files found, without the excluded ones
 * @param skipped files that are unchanged in the mirror, or that belong to another observation already (duplicates)
 * @param excluded files that the search's patterns exclude; in none of the other counts; absent from events stored by versions
 *     that counted them in {@code files} and {@code skipped}
 * @param bytes of the completed files
 * @param repeated rows identical to a row selected before, around another target or in the same response; absent from JSON if
 *     zero
 * @param outsideRadius rows that are not selected because they lie outside the radius; absent from JSON if zero
 * @param notPicked rows that are not selected because the request's {@code select} does not list them; absent from JSON if zero
 * @param refused entries of directories that could not be fetched: with any, the outcome is {@code partial}; absent from JSON if
 *     zero
 */
@RegisterForReflection
public record Tally(
        long observations,
        long selected,
        long linked,
        long unavailable,
        long failedObservations,
        long files,
        long completed,
        long skipped,
        long failed,
        long excluded,
        long bytes,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long repeated,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long outsideRadius,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long notPicked,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long refused) {

    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The tally after one more event. */
    public Tally plus(SearchEvent event) {
        if (event instanceof ObservationEvent observation) {
            return observation.accept(new TallyFold(this));
        }
        return event instanceof FileEvent file ? file.accept(new TallyFold(this)) : this;
    }

    /** The tally with one count increased by this number; this tally if the number is zero. */
    public Tally plus(TallyCount count, long more) {
        if (more == 0) {
            return this;
        }
        return new Tally(
                count.sum(TallyCount.OBSERVATIONS, observations, more),
                count.sum(TallyCount.SELECTED, selected, more),
                count.sum(TallyCount.LINKED, linked, more),
                count.sum(TallyCount.UNAVAILABLE, unavailable, more),
                count.sum(TallyCount.FAILED_OBSERVATIONS, failedObservations, more),
                count.sum(TallyCount.FILES, files, more),
                count.sum(TallyCount.COMPLETED, completed, more),
                count.sum(TallyCount.SKIPPED, skipped, more),
                count.sum(TallyCount.FAILED, failed, more),
                count.sum(TallyCount.EXCLUDED, excluded, more),
                count.sum(TallyCount.BYTES, bytes, more),
                count.sum(TallyCount.REPEATED, repeated, more),
                count.sum(TallyCount.OUTSIDE_RADIUS, outsideRadius, more),
                count.sum(TallyCount.NOT_PICKED, notPicked, more),
                count.sum(TallyCount.REFUSED, refused, more));
    }

    /** One count of the tally, with the name of its component. */
    public enum TallyCount {
        OBSERVATIONS,
        SELECTED,
        LINKED,
        UNAVAILABLE,
        FAILED_OBSERVATIONS,
        FILES,
        COMPLETED,
        SKIPPED,
        FAILED,
        EXCLUDED,
        BYTES,
        REPEATED,
        OUTSIDE_RADIUS,
        NOT_PICKED,
        REFUSED;

        /** The value of the component with this name, increased if this count is meant. */
        private long sum(TallyCount component, long value, long more) {
            return this == component ? value + more : value;
        }
    }

    /** Adds one event to a tally. */
    private record TallyFold(Tally tally)
            implements ObservationEvent.ObservationVisitor<Tally>, FileEvent.FileVisitor<Tally> {

        private Tally plusOne(TallyCount count) {
            return tally.plus(count, 1);
        }

        private static long one(boolean counts) {
            return counts ? 1 : 0;
        }

        @Override
        public Tally found(ObservationEvent.Found event) {
            boolean isOutside = ObservationEvent.OUTSIDE_RADIUS.equals(event.reason());
            return plusOne(TallyCount.OBSERVATIONS)
                    .plus(TallyCount.REPEATED, one(event.repeatsAnother()))
                    .plus(TallyCount.OUTSIDE_RADIUS, one(isOutside))
                    .plus(TallyCount.NOT_PICKED, one(ObservationEvent.NOT_PICKED.equals(event.reason())))
                    .plus(TallyCount.SELECTED, one(event.selected() && !event.repeatsAnother()));
        }

        @Override
        public Tally linked(ObservationEvent.Linked event) {
            return plusOne(TallyCount.LINKED);
        }

        @Override
        public Tally unavailable(ObservationEvent.Unavailable event) {
            return plusOne(TallyCount.UNAVAILABLE);
        }

        @Override
        public Tally failed(ObservationEvent.Failed event) {
            return plusOne(TallyCount.FAILED_OBSERVATIONS);
        }

        @Override
        public Tally listed(ObservationEvent.Listed event) {
            return tally.plus(TallyCount.REFUSED, event.lost());
        }

        @Override
        public Tally completed(ObservationEvent.Completed event) {
            return tally;
        }

        @Override
        public Tally found(FileEvent.Found event) {
            return plusOne(TallyCount.FILES);
        }

        @Override
        public Tally measured(FileEvent.Measured event) {
            return tally;
        }

        @Override
        public Tally started(FileEvent.Started event) {
            return tally;
        }

        @Override
        public Tally progress(FileEvent.Progress event) {
            return tally;
        }

        @Override
        public Tally completed(FileEvent.Completed event) {
            return plusOne(TallyCount.COMPLETED).plus(TallyCount.BYTES, event.bytes());
        }

        /** An excluded file was counted when it was found. */
        @Override
        public Tally skipped(FileEvent.Skipped event) {
            return event.isExcluded()
                    ? plusOne(TallyCount.EXCLUDED).plus(TallyCount.FILES, -1)
                    : plusOne(TallyCount.SKIPPED);
        }

        @Override
        public Tally failed(FileEvent.Failed event) {
            return tally.plus(TallyCount.FAILED, one(!event.willRetry()));
        }
    }
}
