package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a search has found and done, the fold of its events. At the end {@code selected} is the sum
 * of the observations that completed, are unavailable, or failed; {@code files} is {@code completed
 * + skipped + failed}. {@code observations} are rows: selected, selected around another target before, or not selected.
 *
 * @param failedObservations observations whose links or listing could not be had
 * @param bytes of the completed files
 * @param repeated rows of observations that were selected around another target before; left out of JSON where there
 *     are none
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
        long bytes,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long repeated) {

    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The tally after one more event. */
    public Tally plus(SearchEvent event) {
        if (event instanceof ObservationEvent.Found found) {
            return found.isRepeated() ? oneRepeated() : add(1, found.selected() ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0);
        } else if (event instanceof ObservationEvent.Linked) {
            return add(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        } else if (event instanceof ObservationEvent.Unavailable) {
            return add(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        } else if (event instanceof ObservationEvent.Failed) {
            return add(0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        } else if (event instanceof FileEvent.Found) {
            return add(0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
        } else if (event instanceof FileEvent.Completed completed) {
            return add(0, 0, 0, 0, 0, 0, 1, 0, 0, completed.bytes());
        } else if (event instanceof FileEvent.Skipped) {
            return add(0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
        } else if (event instanceof FileEvent.Failed failure && !failure.willRetry()) {
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
                this.bytes + bytes,
                repeated);
    }

    private Tally oneRepeated() {
        return new Tally(
                observations + 1,
                selected,
                linked,
                unavailable,
                failedObservations,
                files,
                completed,
                skipped,
                failed,
                bytes,
                repeated + 1);
    }
}
