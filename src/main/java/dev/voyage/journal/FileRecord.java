package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One file of a search and what became of it, the fold of its events; what was never said is null.
 *
 * @param file path as it lies in the result
 * @param bytes as listed, then as received
 * @param modified as listed, then as received
 * @param source where the bytes came from, such as {@code https}
 * @param reason why from there, or why it was skipped
 * @param problem why it failed, JSON-ready
 */
public record FileRecord(
        String search,
        String file,
        String observation,
        String url,
        State state,
        Long bytes,
        String sha256,
        Instant modified,
        String source,
        String reason,
        Map<String, Object> problem) {

    /** Whether the file is on disk, whole and verified: it came, or it was there already. */
    @JsonIgnore
    public boolean isHere() {
        return state == State.COMPLETED || (state == State.SKIPPED && sha256 != null);
    }

    /** How far a file is. */
    public enum State {
        FOUND,
        COMPLETED,
        SKIPPED,
        FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What one event says about a file; null where it says nothing about any. */
    static FileRecord in(String search, SearchEvent event) {
        if (event instanceof FileEvent.Found found) {
            return new FileRecord(
                    search,
                    found.file(),
                    found.observation(),
                    found.url(),
                    State.FOUND,
                    found.bytes(),
                    null,
                    found.modified(),
                    null,
                    null,
                    null);
        } else if (event instanceof FileEvent.Completed done) {
            return new FileRecord(
                    search,
                    done.file(),
                    null,
                    null,
                    State.COMPLETED,
                    done.bytes(),
                    done.sha256(),
                    done.modified(),
                    done.source(),
                    done.reason(),
                    null);
        } else if (event instanceof FileEvent.Skipped skipped) {
            return new FileRecord(
                    search,
                    skipped.file(),
                    null,
                    null,
                    State.SKIPPED,
                    skipped.bytes(),
                    skipped.sha256(),
                    skipped.modified(),
                    null,
                    skipped.reason(),
                    null);
        } else if (event instanceof FileEvent.Failed failed && !failed.willRetry()) {
            return new FileRecord(
                    search, failed.file(), null, null, State.FAILED, null, null, null, null, null, failed.problem());
        }
        return null;
    }
}
