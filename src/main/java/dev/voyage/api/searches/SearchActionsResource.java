package dev.voyage.api.searches;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.web.CallerContext;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.search.Searches;
import dev.voyage.search.resume.RetryLimit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * {@code POST /v1/searches/{id}/pause}, {@code resume}, {@code pin}, {@code unpin}: the search as it is afterwards; {@code
 * retry}: the new search. An action that was begun is completed though its client disconnects.
 */
@Path("/v1/searches/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Searches")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
@Cancellable(false)
public class SearchActionsResource {

    private final Searches searches;

    SearchActionsResource(Searches searches) {
        this.searches = searches;
    }

    /** Pauses a search. */
    @POST
    @Path("/pause")
    @Operation(
            operationId = "pauseSearch",
            summary = "Pause a search",
            description =
                    "Cancels its requests; finished files and partial files stay. The search is HELD, across restarts"
                            + " too, and its event streams stay open. 409 if the search has ended.")
    @APIResponse(
            responseCode = "200",
            description = "The state of the search afterwards",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<SearchView> pause(@PathParam("id") String id, @Context HttpServerRequest request) {
        refuseParameters(request);
        return searches.pause(id).map(this::view);
    }

    /** Resumes a paused search. */
    @POST
    @Path("/resume")
    @Operation(
            operationId = "resumeSearch",
            summary = "Resume a paused search",
            description =
                    "Resumes the search where it stopped; the numbering of its events continues. A running or queued"
                            + " search is not changed; 409 if the search has ended. If the limit of running and queued searches"
                            + " is reached, the response is 429 with the name of the limit, and the search stays HELD.")
    @APIResponse(
            responseCode = "200",
            description = "The state of the search afterwards",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<SearchView> resume(@PathParam("id") String id, @Context HttpServerRequest request) {
        refuseParameters(request);
        return searches.resume(id).map(this::view);
    }

    /** Starts a search that repeats the failed parts of this one. */
    @POST
    @Path("/retry")
    @Operation(
            operationId = "retrySearch",
            summary = "Retry the failures of an ended search",
            description =
                    "Creates a new search for exactly the observations and files that an ended search has left failed"
                            + " or unfinished. 409 if there are none. With observation or file it is about these instead,"
                            + " whether they failed or not: an observation with all its files, a file alone. Files that the"
                            + " archive has not changed are skipped.")
    @Parameter(
            name = "observation",
            in = ParameterIn.QUERY,
            description = "Id of an observation that the search has selected; may be repeated",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "file",
            in = ParameterIn.QUERY,
            description = "Path of a file, as the events of the search name it; may be repeated",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @APIResponse(
            responseCode = "202",
            description = "The new search; Location has its address",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<RestResponse<SearchView>> retry(@PathParam("id") String id, @Context RoutingContext exchange) {
        QueryParameters query = QueryParameters.of(exchange.request().query(), Set.of("observation", "file"));
        var limit = new RetryLimit(query.all("observation"), query.all("file"));
        return searches.retry(id, CallerContext.asker(exchange), limit).map(started -> {
            SearchView search = view(started.search());
            return RestResponse.ResponseBuilder.<SearchView>create(202)
                    .header(HttpHeaders.LOCATION, search.href())
                    .entity(search)
                    .build();
        });
    }

    /** Keeps a search whatever its age. */
    @POST
    @Path("/pin")
    @Operation(
            operationId = "pinSearch",
            summary = "Pin a search: exempt it from retention",
            description = "The search is kept regardless of its age.")
    @APIResponse(
            responseCode = "200",
            description = "The state of the search afterwards",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<SearchView> pin(@PathParam("id") String id, @Context HttpServerRequest request) {
        refuseParameters(request);
        return searches.pin(id, true).map(this::view);
    }

    /** Leaves a search to retention again. */
    @POST
    @Path("/unpin")
    @Operation(
            operationId = "unpinSearch",
            summary = "Unpin a search",
            description = "The search is removed when its retention time has passed.")
    @APIResponse(
            responseCode = "200",
            description = "The state of the search afterwards",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<SearchView> unpin(@PathParam("id") String id, @Context HttpServerRequest request) {
        refuseParameters(request);
        return searches.pin(id, false).map(this::view);
    }

    private static void refuseParameters(HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
    }

    private SearchView view(SearchRecord search) {
        return SearchView.of(search, searches.placeInLine(search.id()));
    }
}
