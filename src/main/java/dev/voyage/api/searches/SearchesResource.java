package dev.voyage.api.searches;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.message.Validators;
import dev.voyage.api.web.CallerContext;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.SearchRemoval;
import dev.voyage.search.Searches;
import dev.voyage.search.request.SearchRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /v1/searches}: creates, lists, reads, cancels and removes searches. */
@Path("/v1/searches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Searches")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class SearchesResource {

    private static final int MOST_SEARCHES = 200;

    private final Searches searches;
    private final Journal journal;
    private final SearchLookup lookup;
    private final SearchRemoval removal;

    SearchesResource(Searches searches, Journal journal, SearchLookup lookup, SearchRemoval removal) {
        this.removal = removal;
        this.searches = searches;
        this.journal = journal;
        this.lookup = lookup;
    }

    /** Creates a search; it runs whether or not a client reads its events. */
    @POST
    @Cancellable(false)
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaTypes.MULTIPART,
        MediaTypes.CSV,
        "text/tab-separated-values",
        MediaTypes.TEXT,
        MediaTypes.FITS,
        "application/gzip",
        MediaTypes.VOTABLE,
        MediaTypes.TEXT_XML,
        MediaTypes.XML
    })
    @Operation(
            operationId = "createSearch",
            summary = "Create a search",
            description =
                    "The search is stored before the response is sent and runs whether or not a client follows it. Unknown"
                            + " and repeated fields are errors; nothing is started then. Targets may come as a"
                            + " file (VOTable, FITS, CSV, TSV, ECSV or IPAC table): as the part targets of a form, beside the"
                            + " fields of /v1/stream or a part request with the JSON; or alone, with the"
                            + " parameters of /v1/stream in the address. Rows have names, positions, or both.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SearchRequestSchema.class)),
                @Content(mediaType = MediaTypes.MULTIPART, schema = @Schema(implementation = SearchUploadSchema.class)),
                @Content(mediaType = MediaTypes.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaTypes.VOTABLE, schema = @Schema(type = SchemaType.STRING))
            })
    @Parameter(
            name = "raColumn",
            in = ParameterIn.QUERY,
            description = "Where the body is a file of targets: its column of right ascensions (or longitudes) where"
                    + " that has another name than usual",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "decColumn",
            in = ParameterIn.QUERY,
            description = "Its column of declinations (or latitudes) likewise",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = "Your name for this very request: repeating it makes no second search",
            schema = @Schema(type = SchemaType.STRING, maxLength = 255))
    @APIResponse(
            responseCode = "202",
            description = "Started; Location says where it lives",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The search that this Idempotency-Key has made before",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<RestResponse<SearchView>> create(byte[] body, @Context RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String checked = IdempotencyKey.checked(request.getHeader(IdempotencyKey.HEADER)); // empty is invalid
        return wanted(exchange, body)
                .chain(wanted -> searches.start(wanted, CallerContext.asker(exchange), checked))
                .map(started -> RestResponse.ResponseBuilder.<SearchView>create(started.fresh() ? 202 : 200)
                        .header(
                                HttpHeaders.LOCATION,
                                SearchView.href(started.search().id()))
                        .entity(SearchView.of(started.search()))
                        .build());
    }

    /** On a worker if the body may hold a file of targets, since parsing that takes time. */
    private static Uni<SearchRequest> wanted(RoutingContext exchange, byte[] body) {
        String type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String query = exchange.request().query();
        Uni<SearchRequest> read = Uni.createFrom().item(() -> SearchBodyParser.read(type, body, query));
        return SearchBodyParser.form(type) == SearchBodyParser.Form.JSON
                ? read
                : RouteSupport.onLoop(exchange, read.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /** The caller's searches, newest first. */
    @GET
    @Operation(
            operationId = "listSearches",
            summary = "List searches",
            description = "One's own, the newest first. Follow next until it is absent.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 200, 50 where absent",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "Id of the last search of the page before",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "phase",
            in = ParameterIn.QUERY,
            description = "Only searches in this phase",
            schema = @Schema(implementation = Phase.class))
    @APIResponse(
            responseCode = "200",
            description = "One page",
            content = @Content(schema = @Schema(implementation = SearchList.class)))
    public Uni<SearchList> list(@Context RoutingContext exchange) {
        QueryParameters query = QueryParameters.of(exchange.request().query(), Set.of("limit", "after", "phase"));
        int limit = query.count("limit", 50, MOST_SEARCHES);
        Phase phase = query.one("phase").map(SearchesResource::phase).orElse(null);
        String after = query.one("after").map(SearchesResource::id).orElse(null);
        return journal.list(CallerContext.of(exchange).filter(), phase, after, limit + 1)
                .map(found -> page(found, phase, limit));
    }

    /** The id of a removed search still determines where the next page begins. */
    private static String id(String after) {
        if (!SearchIds.isId(after)) {
            throw Problem.badParameter(
                    "after", "after must be the id of the last search of the page before, not " + QuotedText.of(after));
        }
        return after;
    }

    private static SearchList page(List<SearchRecord> found, Phase phase, int limit) {
        List<SearchView> views = found.stream().limit(limit).map(SearchView::of).toList();
        String next = found.size() <= limit
                ? null
                : ApiEndpoint.SEARCHES.template() + "?limit="
                        + limit
                        + (phase == null ? "" : "&phase=" + phase)
                        + "&after="
                        + views.get(limit - 1).id();
        return new SearchList(views, next);
    }

    private static Phase phase(String word) {
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter(
                        "phase",
                        "phase must be one of " + Arrays.toString(Phase.values()) + ", not " + QuotedText.of(word)));
    }

    /** One search, its state as of now. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getSearch",
            summary = "The state of a search",
            description = "Its request, phase, outcome, tally and links. ETag changes with every event.")
    @APIResponse(
            responseCode = "200",
            description = "Its state",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    @APIResponse(responseCode = "304", description = "As the client knows it (If-None-Match)")
    public Uni<RestResponse<SearchView>> one(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return lookup.search(id).map(search -> state(search, request.getHeader("If-None-Match")));
    }

    private RestResponse<SearchView> state(SearchRecord search, String ifNoneMatch) {
        OptionalInt place = searches.placeInLine(search.id());
        Validators validators = SearchView.validators(search, place);
        boolean unchanged = validators.unchanged(ifNoneMatch, null);
        return RestResponse.ResponseBuilder.<SearchView>create(unchanged ? 304 : 200)
                .header(HttpHeaders.ETAG, validators.etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .entity(unchanged ? null : SearchView.of(search, place))
                .build();
    }

    /** Stops a search, or removes one that has ended. */
    @DELETE
    @Cancellable(false)
    @Path("/{id}")
    @Operation(
            operationId = "cancelSearch",
            summary = "Cancel or remove a search",
            description = "Its requests are cancelled; finished files stay. A search that has already ended"
                    + " is answered as it is. With forget=true a search that has ended is removed with its events and"
                    + " its manifest, and the response is its last state. 409 if it has not ended, is pinned, or has a"
                    + " retry.")
    @Parameter(
            name = SearchDeletion.FORGET,
            in = ParameterIn.QUERY,
            description = "true removes the search; false where absent",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            name = SearchDeletion.FILES,
            in = ParameterIn.QUERY,
            description = "With forget=true: keep leaves its files in the mirror, for later searches; delete removes"
                    + " those that no other search has; keep where absent",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"keep", "delete"}))
    @APIResponse(
            responseCode = "200",
            description = "Its state now; of a removed search, its last state",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<SearchView> cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
        SearchDeletion deletion = SearchDeletion.read(request.query());
        return deletion.forgets()
                ? lookup.search(id).chain(last -> removal.remove(id, deletion.deletesFiles())
                        .map(removed -> SearchView.removed(last, removed)))
                : searches.cancel(id).map(SearchView::of);
    }
}
