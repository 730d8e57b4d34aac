package dev.voyage.api.vo;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Catalogue;
import dev.voyage.registry.Registry;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** {@code /v1/catalogues}: the available catalogues. */
@Path("/v1/catalogues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Virtual Observatory")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class CataloguesResource {

    private static final int MOST = 500;
    private static final int LONGEST = 4096;

    private final Registry registry;

    CataloguesResource(Registry registry) {
        this.registry = registry;
    }

    /** The result of the registry. */
    @Schema(name = "CatalogueList")
    record CatalogueList(List<Catalogue> catalogues) {}

    /** Searches the registry. */
    @GET
    @Operation(
            operationId = "findCatalogues",
            summary = "Search the registry for catalogues",
            description = "Catalogues that have a cone search and whose description contains the keywords.")
    @Parameter(
            name = "keywords",
            in = ParameterIn.QUERY,
            required = true,
            description = "Words that all must occur",
            example = "nustar",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 500, 50 where absent",
            schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(
            responseCode = "200",
            description = "Found catalogues",
            content = @Content(schema = @Schema(implementation = CatalogueList.class)))
    public Uni<CatalogueList> find(@Context HttpServerRequest request) {
        QueryParameters query = QueryParameters.of(request.query(), Set.of("keywords", "limit"));
        String keywords = query.one("keywords")
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .orElseThrow(() -> Problem.badParameter("keywords", "give keywords, such as keywords=nustar"));
        return registry.search(keywords, query.count("limit", 50, MOST), RequestContext.NONE)
                .map(CatalogueList::new);
    }
}
