package dev.voyage.api.vo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voyage.api.message.PercentDecoder;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Catalogue;
import dev.voyage.registry.NearbyCatalogues;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Resolver;
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
    private final Resolver resolver;
    private final CatalogueDescriber describer;

    CataloguesResource(Registry registry, Resolver resolver, CatalogueDescriber describer) {
        this.registry = registry;
        this.resolver = resolver;
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

    /**
     * The place of a question about coverages, with the counts of the registry.
     *
     * @param name as asked
     * @param contains how many catalogues there are whose coverage contains the place
     * @param near how many there are with a coverage near the place
     * @param unknown how many there are without a known coverage; null if they were not asked for
     * @param truncated whether the registry has more of them than it sent
     */
    @Schema(name = "CataloguePlace")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CataloguePlace(
            String name,
            double raDeg,
            double decDeg,
            double radiusDeg,
            String registry,
            int contains,
            int near,
            Integer unknown,
            boolean truncated) {}

    /** The result of the registry; {@code place} only where one was given. */
    @Schema(name = "CatalogueList")
    record CatalogueList(
            List<Catalogue> catalogues,
            @JsonInclude(JsonInclude.Include.NON_NULL) CataloguePlace place) {}

    /** Searches the registry. */
    @GET
    @Operation(
            operationId = "findCatalogues",
            summary = "Search the registry for catalogues",
            description =
                    "Catalogues that have a cone search, or one for images or spectra, and whose description contains the"
                            + " keywords. With near, those whose coverage has a part in the circle around the place: first those"
                            + " whose coverage contains the place, then those near it, each with the smallest coverage first."
                            + " At most 200.")
    @Parameter(
            name = "keywords",
            in = ParameterIn.QUERY,
            description = "Words that all must occur; required without near",
            example = "nustar",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "near",
            in = ParameterIn.QUERY,
            description = "A name, or coordinates as text: ranks catalogues by their coverage of this place",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "radius",
            in = ParameterIn.QUERY,
            description = "Around near, degrees: above 0, at most 180, 1 where absent",
            schema = @Schema(type = SchemaType.NUMBER))
    @Parameter(
            name = "unknown",
            in = ParameterIn.QUERY,
            description = "With near: whether catalogues whose coverage the registry does not know follow the others",
            schema = @Schema(type = SchemaType.BOOLEAN))
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
        QueryParameters query = QueryParameters.of(request.query(), PlaceParameters.namesAnd("limit"));
        int limit = query.count("limit", 50, MOST);
        Optional<PlaceParameters> place = PlaceParameters.in(query);
        if (place.isPresent()) {
            return near(place.get(), limit);
        }
        String keywords = PlaceParameters.keywords(query)
                .orElseThrow(() -> Problem.badParameter(
                        "keywords", "give keywords, such as keywords=nustar, or a place, such as near=3C%20105"));
        return registry.search(keywords, limit, RequestContext.NONE).map(found -> new CatalogueList(found, null));
    }

    private Uni<CatalogueList> near(PlaceParameters asked, int limit) {
        NearbyCatalogues nearby = registry.nearby();
        return asked.place(resolver).chain(place -> nearby.rank(place, RequestContext.NONE)
                .chain(ranking -> nearby.describe(ranking, limit, RequestContext.NONE)
                        .map(found -> new CatalogueList(found, placed(asked.near(), place, ranking)))));
    }

    private static CataloguePlace placed(String name, NearbyCatalogues.Place place, NearbyCatalogues.Ranking ranking) {
        return new CataloguePlace(
                name,
                place.at().raDeg(),
                place.at().decDeg(),
                place.radiusDeg(),
                ranking.registry(),
                ranking.count(NearbyCatalogues.Match.CONTAINS),
                ranking.count(NearbyCatalogues.Match.NEAR),
                place.withUnknown() ? ranking.count(NearbyCatalogues.Match.UNKNOWN) : null,
                ranking.isCut());
    }
}
