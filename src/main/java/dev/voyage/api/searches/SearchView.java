package dev.voyage.api.searches;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.Validators;
import dev.voyage.coding.Sha256;
import dev.voyage.download.FileRemover;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.Tally;
import dev.voyage.journal.record.SearchRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A search in the form that clients receive; values that do not exist yet are left out. */
@Schema(name = "Search", description = "A search: its request, its progress and its outcome")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchView(
        @Schema(description = "Its identifier; sorts by the time it was made")
        String id,

        @Schema(description = "The name that a person gave it; absent where it has none")
        String name,

        @Schema(description = "Where it lives") String href,

        @Schema(ref = "SearchRequest", description = "The request as understood, defaults filled in")
        Map<String, Object> request,

        @Schema(description = "UWS 1.1 phase") Phase phase,

        @Schema(description = "How it ended; absent until then")
        Outcome outcome,

        @Schema(description = "Counts so far") Tally tally,

        @Schema(description = "When it was asked for") Instant created,

        @Schema(description = "When it first ran; absent until then")
        Instant started,

        @Schema(description = "When it ended; absent until then")
        Instant ended,

        @Schema(description = "How long it ran; absent until it ended")
        Long millis,

        @Schema(description = "Number of the last stored event")
        long lastSeq,

        @Schema(ref = "Problem", description = "Why it failed (RFC 9457), where it did")
        Map<String, Object> problem,

        @Schema(description = "How many searches are started before it, and itself; only while QUEUED here")
        Integer queuePosition,

        @Schema(description = "The search whose failures it repeats, if it is a retry")
        String retryOf,

        @Schema(
                description =
                        "The observations and files that the retry is limited to; absent where it is about all that failed")
        Map<String, Object> retryOnly,

        @Schema(description = "Whether it is kept whatever its age")
        boolean pinned,

        @Schema(description = "Addresses of its resources, by relation; absent when it has been removed")
        Map<String, String> links,

        @Schema(description = "The files that went with the search, if it has just been removed")
        RemovedFiles removed) {

    /** The files of a removed search. */
    @Schema(name = "RemovedFiles")
    record RemovedFiles(
            @Schema(description = "Files removed from the mirror")
            long files,

            @Schema(description = "Their size") long bytes,

            @Schema(description = "Files that stay, for instance because other searches have them")
            long kept) {}

    /** The last state of a search that has been removed. */
    static SearchView removed(SearchRecord last, FileRemover.Removal removal) {
        var files = new RemovedFiles(removal.files(), removal.bytes(), removal.kept());
        return view(last, null, null, files);
    }

    /** Its form without a position in the queue. */
    public static SearchView of(SearchRecord search) {
        return of(search, OptionalInt.empty());
    }

    /** @param placeInLine its position in the queue, from 1; empty if it is not queued here */
    public static SearchView of(SearchRecord search, OptionalInt placeInLine) {
        var links = new LinkedHashMap<String, String>();
        ApiEndpoint.documented()
                .forEach(endpoint -> endpoint.link().ifPresent(name -> links.put(name, endpoint.path(search.id()))));
        if (search.retryOf() != null) {
            links.put("retryOf", href(search.retryOf()));
        }
        return view(search, placeInLine.isPresent() ? placeInLine.getAsInt() : null, links, null);
    }

    private static SearchView view(
            SearchRecord search, Integer queuePosition, Map<String, String> links, RemovedFiles removed) {
        return new SearchView(
                search.id(),
                search.name(),
                href(search.id()),
                search.request(),
                search.phase(),
                search.outcome(),
                search.tally(),
                search.created(),
                search.started(),
                search.ended(),
                search.millis(),
                search.lastSeq(),
                search.problem(),
                queuePosition,
                search.retryOf(),
                search.retryOnly(),
                search.pinned(),
                links,
                removed);
    }

    public static String href(String id) {
        return ApiEndpoint.SEARCH.path(id);
    }

    /** Text for an ETag that changes with the search. */
    public static String version(SearchRecord search) {
        String name =
                search.name() == null ? "" : "-" + Sha256.hex(search.name()).substring(0, 16);
        return search.lastSeq() + "-" + search.phase() + (search.pinned() ? "-pinned" : "") + name;
    }

    /** Changes with every event, phase, name and position in the queue. */
    static Validators validators(SearchRecord search, OptionalInt placeInLine) {
        return new Validators(
                "W/\"" + version(search) + (placeInLine.isPresent() ? "-" + placeInLine.getAsInt() : "") + "\"", null);
    }
}
