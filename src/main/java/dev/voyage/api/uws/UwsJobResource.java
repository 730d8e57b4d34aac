package dev.voyage.api.uws;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.ExternalBaseUrl;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchQueryParser;
import dev.voyage.journal.event.Phase;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /uws/{id}/…}: the parts of a job (UWS 1.1, section 2.2.2). */
@Path("/uws/{id}")
@Tag(name = "Virtual Observatory")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class UwsJobResource {

    private final UwsJobs jobs;

    UwsJobResource(UwsJobs jobs) {
        this.jobs = jobs;
    }

    /** One word. */
    @GET
    @Path("/phase")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsPhase", summary = "The phase of a job (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "One word")
    public Uni<String> phase(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).map(job -> job.phase().name());
    }

    /** RUN or ABORT. */
    @POST
    @Cancellable(false)
    @Path("/phase")
    @Operation(
            operationId = "setUwsPhase",
            summary = "Run or abort a job (UWS 1.1)",
            description =
                    "PHASE=RUN starts a PENDING job; PHASE=ABORT stops one. A job that has ended is left unchanged.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaTypes.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaTypes.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the job")
    public Uni<RestResponse<String>> phase(
            @PathParam("id") String id,
            byte[] body,
            @Context HttpServerRequest request,
            @Context RoutingContext exchange) {
        String word =
                UwsParameters.read(request, body, Set.of("phase")).one("phase").orElse("");
        Uni<Void> done =
                switch (word.toUpperCase(Locale.ROOT)) {
                    case "RUN" -> jobs.run(exchange, id);
                    case "ABORT" -> jobs.abort(id);
                    default ->
                        throw Problem.badParameter("PHASE", "PHASE must be RUN or ABORT, not " + QuotedText.of(word));
                };
        return done.replaceWith(() -> UwsResource.seeOther(request, UwsResource.href(id)));
    }

    /** Always unknown: the duration of a search cannot be predicted. */
    @GET
    @Path("/quote")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsQuote", summary = "The expected end of a job: empty, not known (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "Empty")
    public Uni<String> quote(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).replaceWith("");
    }

    /** There is no limit. */
    @GET
    @Path("/executionduration")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsDuration", summary = "The maximum duration of a job: 0, no limit (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "Seconds")
    public Uni<String> duration(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).replaceWith("0");
    }

    /** A request that the standard allows a server to decline: there is no limit. */
    @POST
    @Cancellable(false)
    @Path("/executionduration")
    @Operation(operationId = "setUwsDuration", summary = "Accepted without effect (UWS 1.1)")
    @RequestBody(
            content = {
                @Content(mediaType = MediaTypes.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaTypes.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the job")
    public Uni<RestResponse<String>> duration(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        UwsParameters.read(request, body, Set.of("executionduration"));
        return jobs.find(id).map(job -> UwsResource.seeOther(request, UwsResource.href(id)));
    }

    /** Only a job that never ran is removed automatically. */
    @GET
    @Path("/destruction")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsDestruction", summary = "The time at which a job is removed; empty: never (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "ISO 8601, or empty")
    public Uni<String> destruction(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).map(job -> job.destruction() == null ? "" : UwsXml.time(job.destruction()));
    }

    /** A request that the standard allows a server to decline. */
    @POST
    @Cancellable(false)
    @Path("/destruction")
    @Operation(operationId = "setUwsDestruction", summary = "Accepted without effect (UWS 1.1)")
    @RequestBody(
            content = {
                @Content(mediaType = MediaTypes.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaTypes.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the job")
    public Uni<RestResponse<String>> destruction(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        UwsParameters.read(request, body, Set.of("destruction"));
        return jobs.find(id).map(job -> UwsResource.seeOther(request, UwsResource.href(id)));
    }

    /** The owner's name from its credentials. */
    @GET
    @Path("/owner")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsOwner", summary = "The owner of the job; empty without authentication (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "A name, or empty")
    public Uni<String> owner(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).map(job -> job.owner() == null ? "" : job.owner());
    }

    /** Why it failed, as a VOTable with the error (DALI 1.1, section 4.2). */
    @GET
    @Path("/error")
    @Produces({MediaTypes.VOTABLE, MediaTypes.XML, MediaTypes.TEXT_XML})
    @Operation(operationId = "uwsError", summary = "The error of a failed job (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "A VOTable with QUERY_STATUS=ERROR")
    public Uni<String> error(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).map(job -> {
            if (job.phase() != Phase.ERROR || job.error() == null) {
                throw Problem.of(ProblemType.NOT_FOUND, "job " + id + " has no error");
            }
            return UwsXml.error(job);
        });
    }

    /** The parameters, defaults filled in once it runs. */
    @GET
    @Path("/parameters")
    @Produces({MediaTypes.XML, MediaTypes.TEXT_XML})
    @Operation(operationId = "uwsParameters", summary = "The parameters of a job (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "uws:parameters")
    public Uni<String> parameters(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).map(job -> UwsXml.parameters(job, ExternalBaseUrl.of(request)));
    }

    /** Sets parameters of a job that is PENDING. */
    @POST
    @Cancellable(false)
    @Path("/parameters")
    @Operation(operationId = "setUwsParameters", summary = "Set parameters of a PENDING job (UWS 1.1)")
    @RequestBody(
            content = {
                @Content(mediaType = MediaTypes.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaTypes.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the list of parameters")
    public Uni<RestResponse<String>> parameters(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        QueryParameters form = UwsParameters.read(request, body, SearchQueryParser.NAMES);
        return jobs.refine(id, form)
                .replaceWith(() -> UwsResource.seeOther(request, UwsResource.href(id) + "/parameters"));
    }

    /** The addresses of the results. */
    @GET
    @Path("/results")
    @Produces({MediaTypes.XML, MediaTypes.TEXT_XML})
    @Operation(operationId = "uwsResults", summary = "The results of a job (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "uws:results")
    public Uni<String> results(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return jobs.find(id).map(job -> UwsXml.results(job, ExternalBaseUrl.of(request)));
    }
}
