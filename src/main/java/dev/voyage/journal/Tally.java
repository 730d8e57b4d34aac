package dev.voyage.journal;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a search has found and done, the fold of its events. At the end {@code selected} is the sum
 * of the observations that completed, are unavailable, or failed; {@code files} is {@code completed
 * + skipped + failed}.
 *
 * @param failedObservations observations whose links or listing could not be had
 * @param bytes of the completed files
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
        long bytes) {

    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The tally after one more event. */
    public Tally plus(SearchEvent event) {
        if (event instanceof SearchEvent.ObservationFound found) {
            return add(1, found.selected() ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0);
        } else if (event instanceof SearchEvent.ObservationLinked) {
            return add(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        } else if (event instanceof SearchEvent.ObservationUnavailable) {
            return add(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        } else if (event instanceof SearchEvent.ObservationFailed) {
            return add(0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        } else if (event instanceof SearchEvent.FileFound) {
            return add(0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
        } else if (event instanceof SearchEvent.FileCompleted completed) {
            return add(0, 0, 0, 0, 0, 0, 1, 0, 0, completed.bytes());
        } else if (event instanceof SearchEvent.FileSkipped) {
            return add(0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
        } else if (event instanceof SearchEvent.FileFailed failure && !failure.willRetry()) {
            return add(0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
        }
        return this;
    }

    private Tally add(
            long observations,
            long selected,
            long linked,
            long unavailable,
            long failedObservations,
            long files,
            long completed,
            long skipped,
            long failed,
            long bytes) {
        return new Tally(
                this.observations + observations,
                this.selected + selected,
                this.linked + linked,
                this.unavailable + unavailable,
                this.failedObservations + failedObservations,
                this.files + files,
                this.completed + completed,
                this.skipped + skipped,
                this.failed + failed,
                this.bytes + bytes);
    }
}
