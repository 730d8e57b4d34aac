package dev.voyage.api.searches;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of searches. */
@Schema(name = "SearchList", description = "Searches, the newest first")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchList(
        List<SearchView> searches,

        @Schema(description = "The next page; absent on the last")
        String next) {}
