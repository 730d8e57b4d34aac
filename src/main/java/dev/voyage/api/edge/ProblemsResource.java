package dev.voyage.api.edge;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.web.HtmlPage;
import dev.voyage.api.web.ProblemCatalogue;
import dev.voyage.api.web.ProblemHelp;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemAdvice;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /problems}: explains the types of problems, for readers of their links and for programs. */
@Path("/problems")
@Tag(name = "Problems")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class ProblemsResource {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    /** All types. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Operation(
            operationId = "listProblems",
            summary = "All types of problems, with advice",
            description = "JSON, or HTML where Accept prefers text/html.")
    @APIResponse(
            responseCode = "200",
            description = "Every type that an answer or an event can name",
            content = @Content(schema = @Schema(implementation = ProblemCatalogue.class)))
    public Response index(@Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        List<ProblemHelp> types =
                Arrays.stream(ProblemType.values()).map(ProblemHelp::of).toList();
        return prefersHtml(request)
                ? Response.ok(HtmlPage.ofTypes(types), HTML).build()
                : Response.ok(new ProblemCatalogue(types), MediaType.APPLICATION_JSON)
                        .build();
    }

    /** One type. */
    @GET
    @Path("/{slug}")
    @Produces({MediaType.TEXT_PLAIN, MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "explainProblem",
            summary = "The meaning of a problem type, with advice",
            description =
                    "Every error is application/problem+json (RFC 9457); its type leads here. A few lines of text;"
                            + " HTML or JSON where Accept prefers them.")
    @APIResponse(responseCode = "200", description = "Its title, its status and advice")
    public Response explain(@PathParam("slug") String slug, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        ProblemHelp type = ProblemHelp.of(ProblemAdvice.kind("/problems/" + slug)
                .orElseThrow(
                        () -> Problem.of(ProblemType.NOT_FOUND, "there is no type of problem " + QuotedText.of(slug))));
        if (prefersHtml(request)) {
            return Response.ok(HtmlPage.ofTypes(List.of(type)), HTML).build();
        }
        return MediaType.APPLICATION_JSON.equals(request.getHeader(HttpHeaders.ACCEPT))
                ? Response.ok(type, MediaType.APPLICATION_JSON).build()
                : Response.ok(type.text(), MediaType.TEXT_PLAIN + ";charset=utf-8")
                        .build();
    }

    /** {@link NegotiationFilter} has set the client's preferred type. */
    private static boolean prefersHtml(HttpServerRequest request) {
        return MediaType.TEXT_HTML.equals(request.getHeader(HttpHeaders.ACCEPT));
    }
}
