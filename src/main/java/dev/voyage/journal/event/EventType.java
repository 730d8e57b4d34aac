package dev.voyage.journal.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of events: the name that clients see, and the record with the fields as its components. This is the only place that
 * spells the names. They are API: add, never rename.
 */
public enum EventType {
    SEARCH_ACCEPTED("search.accepted", SearchEvent.Accepted.class),
    TARGET_RESOLVED("target.resolved", SearchEvent.TargetResolved.class),
    TARGET_FAILED("target.failed", SearchEvent.TargetFailed.class),
    SERVICE_FOUND("service.found", SearchEvent.ServiceFound.class),
    SERVICE_FAILED("service.failed", SearchEvent.ServiceFailed.class),
    CATALOGUE_SEARCHED("catalogue.searched", SearchEvent.CatalogueSearched.class),
    CATALOGUE_SKIPPED("catalogue.skipped", SearchEvent.CatalogueSkipped.class),
    CATALOGUE_FAILED("catalogue.failed", SearchEvent.CatalogueFailed.class),
    PLAN_READY("plan.ready", SearchEvent.PlanReady.class),
    SEARCH_PROGRESS("search.progress", SearchEvent.SearchProgress.class),
    UPSTREAM_THROTTLED("upstream.throttled", SearchEvent.UpstreamThrottled.class),
    UPSTREAM_DEGRADED("upstream.degraded", SearchEvent.UpstreamDegraded.class),
    OBSERVATION_FOUND("observation.found", ObservationEvent.Found.class),
    OBSERVATION_LINKED("observation.linked", ObservationEvent.Linked.class),
    OBSERVATION_UNAVAILABLE("observation.unavailable", ObservationEvent.Unavailable.class),
    OBSERVATION_FAILED("observation.failed", ObservationEvent.Failed.class),
    OBSERVATION_COMPLETED("observation.completed", ObservationEvent.Completed.class),
    DIRECTORY_LISTED("directory.listed", ObservationEvent.Listed.class),
    FILE_FOUND("file.found", FileEvent.Found.class),
    FILE_MEASURED("file.measured", FileEvent.Measured.class),
    FILE_STARTED("file.started", FileEvent.Started.class),
    FILE_PROGRESS("file.progress", FileEvent.Progress.class),
    FILE_COMPLETED("file.completed", FileEvent.Completed.class),
    FILE_SKIPPED("file.skipped", FileEvent.Skipped.class),
    FILE_FAILED("file.failed", FileEvent.Failed.class),
    SEARCH_COMPLETED("search.completed", SearchEvent.Ended.class),
    SEARCH_PARTIAL("search.partial", SearchEvent.Ended.class),
    SEARCH_EMPTY("search.empty", SearchEvent.Ended.class),
    SEARCH_FAILED("search.failed", SearchEvent.Ended.class),
    SEARCH_CANCELLED("search.cancelled", SearchEvent.Ended.class);

    private static final Map<String, EventType> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::word, Function.identity()));

    private static final Map<Class<? extends SearchEvent>, EventType> BY_RECORD = Arrays.stream(values())
            .filter(type -> type.event != SearchEvent.Ended.class)
            .collect(Collectors.toUnmodifiableMap(EventType::event, Function.identity()));

    private final String word;
    private final Class<? extends SearchEvent> event;

    EventType(String word, Class<? extends SearchEvent> event) {
        this.word = word;
        this.event = event;
    }

    /** The type of this name; empty for a name of a later version. */
    static Optional<EventType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The type of an event that is not the last of its search. */
    static EventType of(SearchEvent event) {
        return BY_RECORD.get(event.getClass());
    }

    /** The SSE event name, such as {@code observation.found}. */
    public String word() {
        return word;
    }

    /** The record of its events; of the last event of a search all types have the same. */
    Class<? extends SearchEvent> event() {
        return event;
    }

    /** Whether a stored or streamed event has this type. */
    public boolean is(JournalEntry entry) {
        return word.equals(entry.type());
    }
}
