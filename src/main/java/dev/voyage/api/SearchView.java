package dev.voyage.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.Phase;
import dev.voyage.journal.SearchRecord;
import dev.voyage.journal.Tally;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A search as clients see it; what is not yet, is left out. */
@Schema(name = "Search", description = "A search: what was asked, how far it is, how it ended")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchView(
        @Schema(description = "Its name; sorts by the time it was made")
        String id,

        @Schema(description = "Where it lives") String href,

        @Schema(description = "The request as understood, defaults filled in")
        Map<String, Object> request,

        @Schema(description = "UWS 1.1 phase") Phase phase,

        @Schema(description = "How it ended; absent until then")
        Outcome outcome,

        @Schema(description = "What it has found and done so far")
        Tally tally,

        @Schema(description = "When it was asked for") Instant created,

        @Schema(description = "When it first ran; absent until then")
        Instant started,

        @Schema(description = "When it ended; absent until then")
        Instant ended,

        @Schema(description = "How long it ran; absent until it ended")
        Long millis,

        @Schema(description = "Number of the last stored event")
        long lastSeq,

        @Schema(description = "Why it failed (RFC 9457), where it did")
        Map<String, Object> problem,

        @Schema(description = "How many searches are started before it, and itself; only while QUEUED here")
        Integer queuePosition,

        @Schema(description = "The search whose failures it runs again, where it is a retry")
        String retryOf,

        @Schema(description = "Whether it is kept whatever its age")
        boolean pinned,

        @Schema(description = "Addresses of what belongs to it, by name")
        Map<String, String> links) {

    static SearchView of(SearchRecord search) {
        return of(search, OptionalInt.empty());
    }

    static SearchView of(SearchRecord search, OptionalInt placeInLine) {
        String href = href(search.id());
        var links = new LinkedHashMap<String, String>();
        links.put("events", href + "/events");
        links.put("observations", href + "/observations");
        links.put("files", href + "/files");
        links.put("archive", href + "/archive.tar");
        links.put("sha256sums", href + "/SHA256SUMS");
        links.put("urls", href + "/urls.txt");
        links.put("datalink", href + "/datalink");
        links.put("uws", "/uws/" + search.id());
        if (search.retryOf() != null) {
            links.put("retryOf", href(search.retryOf()));
        }
        return new SearchView(
                search.id(),
                href,
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
                placeInLine.isPresent() ? placeInLine.getAsInt() : null,
                search.retryOf(),
                search.pinned(),
                links);
    }

    static String href(String id) {
        return "/v1/searches/" + id;
    }

    /** Changes with every event, phase and place in line. */
    static Validators validators(SearchRecord search, OptionalInt placeInLine) {
        String state = search.lastSeq() + "-" + search.phase() + (search.pinned() ? "-pinned" : "");
        return new Validators(
                "W/\"" + state + (placeInLine.isPresent() ? "-" + placeInLine.getAsInt() : "") + "\"", null);
    }
}
