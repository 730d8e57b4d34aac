package dev.voyage.api.vo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.resolve.ResolvedTarget;
import dev.voyage.resolve.Resolver;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/targets}: from a name to a position. */
@Path("/v1/targets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Virtual Observatory")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class TargetsResource {

    private static final int LONGEST = 4096;

    private final Resolver resolver;

    TargetsResource(Resolver resolver) {
        this.resolver = resolver;
    }

    /** A position, ICRS degrees, and its resolver. */
    @Schema(name = "Target")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            String name,

            @Schema(description = "What the resolver calls it")
            String mainName,

            double raDeg,
            double decDeg,

            @Schema(description = "Object type, where the resolver says it")
            String type,

            @Schema(description = "Who knew") String resolver,
            @Schema(description = "Who was asked, in order") List<String> tried,

            @Schema(description = "Whether the answer was kept from before")
            boolean cached,

            @Schema(description = "How old the answer is") long ageSeconds) {

        static Target of(ResolvedTarget found) {
            return new Target(
                    found.name(),
                    found.mainName(),
                    found.position().raDeg(),
                    found.position().decDeg(),
                    found.type(),
                    found.resolver(),
                    found.tried(),
                    found.cached(),
                    found.age() == null ? 0 : found.age().toSeconds());
        }
    }

    /** The position of a target. */
    @GET
    @Operation(
            operationId = "locate",
            summary = "Resolve a name to a position",
            description = "Asks Sesame and its mirrors in order; coordinates as text need no asking.")
    @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            required = true,
            description = "A name, or coordinates as text",
            example = "3C 105",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "Where it is",
            content = @Content(schema = @Schema(implementation = Target.class)))
    public Uni<Target> locate(@Context HttpServerRequest request) {
        String name = QueryParameters.of(request.query(), Set.of("name"))
                .one("name")
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .orElseThrow(() -> Problem.badParameter("name", "give a name, such as name=3C%20105"));
        return resolver.locate(name, RequestContext.NONE)
                .map(Target::of)
                .onFailure(Problem.class)
                .transform(problem -> problem.naming(Map.of("target", "name")));
    }
}
