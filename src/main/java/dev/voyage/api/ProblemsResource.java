package dev.voyage.api;

import dev.voyage.problem.Advice;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /problems/{slug}}: what the types of problems mean, for people who follow them. */
@Path("/problems")
@Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
@Tag(name = "Problems")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class ProblemsResource {

    /** One type. */
    @GET
    @Path("/{slug}")
    @Operation(
            operationId = "explainProblem",
            summary = "What a problem's type means, and what helps",
            description = "Every error is application/problem+json (RFC 9457); its type leads here.")
    @APIResponse(responseCode = "200", description = "A few lines of text")
    public String explain(@PathParam("slug") String slug, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        Kind kind = Advice.kind("/problems/" + slug)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "there is no type of problem " + Quoted.of(slug)));
        return kind.title()
                + "\n\ntype: "
                + kind.type()
                + "\nstatus: "
                + kind.status()
                + "\ntrying the same again can help: "
                + (kind.retryable() ? "yes" : "no")
                + "\n\n"
                + Advice.of(kind)
                + "\n";
    }
}
