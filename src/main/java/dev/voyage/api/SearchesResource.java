package dev.voyage.api;

import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import dev.voyage.journal.Phase;
import dev.voyage.journal.SearchIds;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Uni;
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

/** {@code /v1/searches}: made, listed, looked at, cancelled. */
@Path("/v1/searches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Searches")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class SearchesResource {

    private static final int MOST_SEARCHES = 200;
    private static final int MOST_FILES = 1000;

    private final Searches searches;
    private final Journal journal;
    private final Feed feed;

    SearchesResource(Searches searches, Journal journal, Feed feed) {
        this.searches = searches;
        this.journal = journal;
        this.feed = feed;
    }

    /** Makes a search; it goes on whoever watches. */
    @POST
    @Consumes({
        MediaType.APPLICATION_JSON,
        SearchBody.MULTIPART,
        "text/csv",
        "text/tab-separated-values",
        "application/x-votable+xml",
        "text/xml",
        "application/xml"
    })
    @Operation(
            operationId = "createSearch",
            summary = "Start a search",
            description = "The search is stored before this answers and goes on whoever watches. Unknown"
                    + " and repeated fields are errors; nothing is started then. Targets may come as a"
                    + " file, a VOTable or a CSV with a header: as the part targets of a form, beside the"
                    + " fields of /v1/stream or a part request with the JSON; or alone, with the"
                    + " parameters of /v1/stream in the address. Rows have names, positions, or both.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SearchForm.class)),
                @Content(mediaType = SearchBody.MULTIPART, schema = @Schema(implementation = SearchUpload.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-votable+xml", schema = @Schema(type = SchemaType.STRING))
            })
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
        SearchRequest wanted = SearchBody.read(request.getHeader(HttpHeaders.CONTENT_TYPE), body, request.query());
        String checked = IdempotencyKey.checked(request.getHeader(IdempotencyKey.HEADER)); // empty is none, and wrong
        return searches.start(wanted, Callers.asker(exchange), checked)
                .map(started -> RestResponse.ResponseBuilder.<SearchView>create(started.fresh() ? 202 : 200)
                        .header(
                                HttpHeaders.LOCATION,
                                SearchView.href(started.search().id()))
                        .entity(SearchView.of(started.search()))
                        .build());
    }

    /** The searches of who asks, the newest first. */
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
        Query query = Query.of(exchange.request().query(), Set.of("limit", "after", "phase"));
        int limit = query.count("limit", 50, MOST_SEARCHES);
        Phase phase = query.one("phase").map(SearchesResource::phase).orElse(null);
        String after = query.one("after").map(SearchesResource::id).orElse(null);
        return journal.list(Callers.of(exchange).filter(), phase, after, limit + 1)
                .map(found -> page(found, phase, limit));
    }

    /** One that is forgotten by now still says where the next page begins. */
    private static String id(String after) {
        if (!SearchIds.isId(after)) {
            throw Problem.badParameter(
                    "after", "after must be the id of the last search of the page before, not " + Quoted.of(after));
        }
        return after;
    }

    private static SearchList page(List<SearchRecord> found, Phase phase, int limit) {
        List<SearchView> views = found.stream().limit(limit).map(SearchView::of).toList();
        String next = found.size() <= limit
                ? null
                : "/v1/searches?limit="
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
                        "phase must be one of " + Arrays.toString(Phase.values()) + ", not " + Quoted.of(word)));
    }

    /** One search, its state as of now. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getSearch",
            summary = "Look at a search",
            description = "Its request, phase, outcome, tally and links. ETag changes with every event.")
    @APIResponse(
            responseCode = "200",
            description = "Its state",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    @APIResponse(responseCode = "304", description = "As the client knows it (If-None-Match)")
    public Uni<RestResponse<SearchView>> one(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return feed.search(id).map(search -> state(search, request.getHeader("If-None-Match")));
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

    /** Stops a search; what is finished stays. */
    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "cancelSearch",
            summary = "Cancel a search",
            description = "All its requests hang up; finished files stay. A search that has ended already"
                    + " is answered as it is.")
    @APIResponse(
            responseCode = "200",
            description = "Its state now",
            content = @Content(schema = @Schema(implementation = SearchView.class)))
    public Uni<SearchView> cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return searches.cancel(id).map(SearchView::of);
    }

    /** The manifest. */
    @GET
    @Path("/{id}/files")
    @Operation(
            operationId = "listFiles",
            summary = "List a search's files",
            description = "By path; every file that was found, and what became of it.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 1000, which it is where absent",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "Path of the last file of the page before",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "One page",
            content = @Content(schema = @Schema(implementation = FileList.class)))
    public Uni<FileList> files(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query query = Query.of(request.query(), Set.of("limit", "after"));
        int limit = query.count("limit", MOST_FILES, MOST_FILES);
        String after = query.one("after").orElse(null);
        return feed.search(id)
                .chain(search -> journal.files(id, after, limit + 1))
                .map(found -> manifest(id, found, limit));
    }

    private static FileList manifest(String id, List<FileRecord> found, int limit) {
        List<FileView> views = found.stream().limit(limit).map(FileView::of).toList();
        String next = found.size() <= limit
                ? null
                : SearchView.href(id)
                        + "/files?limit="
                        + limit
                        + "&after="
                        + dev.voyage.http.Urls.encode(views.get(limit - 1).path());
        return new FileList(views, next);
    }
}
