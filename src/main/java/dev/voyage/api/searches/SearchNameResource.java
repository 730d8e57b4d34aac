package dev.voyage.api.searches;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
import dev.voyage.search.request.SearchName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code PATCH /v1/searches/{id}}: gives a search another name. */
@Path("/v1/searches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Searches")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
@Cancellable(false)
public class SearchNameResource {

    private static final String NAME = "name";

    private final Searches searches;

    SearchNameResource(Searches searches) {
        this.searches = searches;
    }

    /** The body, for the OpenAPI document. */
    @Schema(name = "SearchChange", additionalProperties = Schema.False.class)
    record Change(
            @Schema(
                    description = "The new name, printable characters; null for none",
                    examples = "Bullet cluster, long exposures",
                    required = true,
                    nullable = true,
                    minLength = 1,
                    maxLength = SearchName.LONGEST)
            String name) {}

    /** Names a search, at any time. */
    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.MERGE_PATCH})
    @Operation(
            operationId = "renameSearch",
            summary = "Rename a search",
            description = "A merge patch (RFC 7396) of the name, the only field that can be changed. A name need not be"
                    + " unique. The request of the search and its events stay as they are.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Change.class)))
    @APIResponse(
            responseCode = "200",
            description = "The state of the search afterwards",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<SearchView> rename(@PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return searches.rename(id, name(body)).map(search -> SearchView.of(search, searches.placeInLine(search.id())));
    }

    private static String name(byte[] body) {
        StrictJsonObject change = SearchJsonParser.object(body, Set.of(NAME));
        return change.isNull(NAME)
                ? null
                : change.text(NAME)
                        .orElseThrow(
                                () -> Problem.badParameter(NAME, "name is missing: give a text, or null for none"));
    }
}
