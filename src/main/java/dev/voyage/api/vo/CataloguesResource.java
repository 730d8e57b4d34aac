package dev.voyage.api.vo;

import dev.voyage.api.message.PercentDecoder;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Catalogue;
import dev.voyage.registry.Registry;
import dev.voyage.search.CatalogueDescriber;
import dev.voyage.search.CatalogueDescription;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
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

/** {@code /v1/catalogues}: the available catalogues, and the columns of one. */
@Path("/v1/catalogues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Virtual Observatory")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class CataloguesResource {

    private static final int MOST = 500;
    private static final int LONGEST = 4096;
    private static final String WHERE = "where";
    private static final String BELOW = "/catalogues/";

    private final Registry registry;

    private final CatalogueDescriber describer;

    CataloguesResource(Registry registry, CatalogueDescriber describer) {
        this.registry = registry;
        this.describer = describer;
    }

    /** Describes one catalogue. */
    @GET
    @Path("/{name:.+}")
    @Operation(
            operationId = "describeCatalogue",
            summary = "The columns of a catalogue",
            description =
                    "The columns that a condition may name, with units, UCDs and descriptions, as the registry, the"
                            + " cone search, the TAP service, or the search for images or spectra describes them. 404 names catalogues that may have"
                            + " been meant.")
    @Parameter(
            name = "name",
            in = ParameterIn.PATH,
            description =
                    "As catalogue in a search, percent-encoded: a table name, an ivoid, the URL of a cone search, or"
                            + " a table of a TAP service",
            example = "numaster",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = WHERE,
            in = ParameterIn.QUERY,
            description =
                    "A condition whose syntax and column names are checked: 400 or 422 with the position of a mistake",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "Its columns",
            content = @Content(schema = @Schema(implementation = CatalogueDescription.class)))
    public Uni<RestResponse<CatalogueDescription>> describe(@Context HttpServerRequest request) {
        Optional<String> where =
                QueryParameters.of(request.query(), Set.of(WHERE)).one(WHERE);
        String path = request.path();
        String name = PercentDecoder.path(path.substring(path.indexOf(BELOW) + BELOW.length()));
        if (name.length() > LONGEST) {
            throw Problem.badParameter("catalogue", "a catalogue has at most " + LONGEST + " characters");
        }
        return describer
                .describe(name, RequestContext.NONE)
                .invoke(found -> where.ifPresent(found::check))
                .map(found -> RestResponse.ResponseBuilder.ok(found)
                        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=600")
                        .build());
    }

    /** The result of the registry. */
    @Schema(name = "CatalogueList")
    record CatalogueList(List<Catalogue> catalogues) {}

    /** Searches the registry. */
    @GET
    @Operation(
            operationId = "findCatalogues",
            summary = "Search the registry for catalogues",
            description =
                    "Catalogues that have a cone search, or one for images or spectra, and whose description contains the"
                            + " keywords.")
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
