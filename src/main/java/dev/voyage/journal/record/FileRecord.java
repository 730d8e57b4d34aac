package dev.voyage.journal.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.SearchEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One file of a search and its state, the fold of its events; a value that no event gave is null.
 *
 * @param file path in the result
 * @param bytes as listed, then as received
 * @param modified as listed, then as received
 * @param source the source of the bytes, such as {@code https}
 * @param reason why that source was used, or why the file was skipped
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

    /** Whether the file is on disk, complete and verified: fetched, or already there. */
    @JsonIgnore
    public boolean isHere() {
        return state == State.COMPLETED || (state == State.SKIPPED && sha256 != null);
    }

    /** The state of a file. */
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

    /** The change of a file by one event; null if the event is not about a file. */
    public static FileRecord in(String search, SearchEvent event) {
        return event instanceof FileEvent file ? file.accept(new FileRecordFold(search)) : null;
    }
}
