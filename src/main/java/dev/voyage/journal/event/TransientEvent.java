package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Signalled to live readers, never stored: no seq. The latest signal about a subject replaces earlier ones. */
@RegisterForReflection
public sealed interface TransientEvent permits SearchEvent.SearchProgress, FileEvent.Progress {

    /** Its subject, among the signals of a search. */
    @JsonIgnore
    default String about() {
        return "";
    }
}
