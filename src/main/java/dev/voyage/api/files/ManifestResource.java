package dev.voyage.api.files;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.coding.PercentCoding;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.FileRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/searches/{id}/files}: the manifest of a search, in pages. */
@Path("/v1/searches/{id}/files")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Searches")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class ManifestResource {

    private static final int MOST_FILES = 1000;

    private final SearchLookup lookup;
    private final Journal journal;

    ManifestResource(SearchLookup lookup, Journal journal) {
        this.lookup = lookup;
        this.journal = journal;
    }

    /** The manifest. */
    @GET
    @Operation(
            operationId = "listFiles",
            summary = "The manifest of a search",
            description = "Sorted by path; every file that was found, with its state.")
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
        QueryParameters query = QueryParameters.of(request.query(), Set.of("limit", "after"));
        int limit = query.count("limit", MOST_FILES, MOST_FILES);
        String after = query.one("after").orElse(null);
        return lookup.search(id)
                .chain(search -> journal.files().page(id, after, limit + 1))
                .map(found -> manifest(id, found, limit));
    }

    private static FileList manifest(String id, List<FileRecord> found, int limit) {
        List<FileView> views = found.stream().limit(limit).map(FileView::of).toList();
        String next = found.size() <= limit
                ? null
                : ApiEndpoint.FILES.path(id)
                        + "?limit="
                        + limit
                        + "&after="
                        + PercentCoding.encode(views.get(limit - 1).path());
        return new FileList(views, next);
    }
}
