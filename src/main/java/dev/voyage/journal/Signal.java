package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Signalled to live readers, never stored: no seq. The latest about something replaces those before. */
public sealed interface Signal permits SearchEvent.SearchProgress, FileEvent.Progress {

    /** As {@link SearchEvent#type}. */
    String type();

    /** What it is about, among the signals of a search. */
    @JsonIgnore
    String about();
}
