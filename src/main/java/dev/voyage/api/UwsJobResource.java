package dev.voyage.api;

import dev.voyage.journal.Phase;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.tables.XmlText;
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

/** {@code /uws/{id}/…}: the parts of a job (UWS 1.1, section 2.2.2). */
@Path("/uws/{id}")
@Tag(name = "Virtual Observatory")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class UwsJobResource {

    private static final String ERROR_DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
            <RESOURCE type="results">
            <INFO name="QUERY_STATUS" value="ERROR">%s</INFO>
            </RESOURCE>
            </VOTABLE>
            """;

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
        Query.of(request.query(), Set.of());
        return jobs.find(id).map(job -> job.phase().name());
    }

    /** RUN or ABORT. */
    @POST
    @Path("/phase")
    @Operation(
            operationId = "setUwsPhase",
            summary = "Run or abort a job (UWS 1.1)",
            description = "PHASE=RUN starts a PENDING job; PHASE=ABORT stops one. What has ended stays as it is.")
    @RequestBody(
            content = {
                @Content(mediaType = UwsForm.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = SearchBody.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the job")
    public Uni<RestResponse<String>> phase(
            @PathParam("id") String id,
            byte[] body,
            @Context HttpServerRequest request,
            @Context RoutingContext exchange) {
        String word = UwsForm.read(request, body, Set.of("phase")).one("phase").orElse("");
        Uni<Void> done =
                switch (word.toUpperCase(Locale.ROOT)) {
                    case "RUN" -> jobs.run(exchange, id);
                    case "ABORT" -> jobs.abort(id);
                    default ->
                        throw Problem.badParameter("PHASE", "PHASE must be RUN or ABORT, not " + Quoted.of(word));
                };
        return done.replaceWith(() -> UwsResource.seeOther(request, UwsResource.href(id)));
    }

    /** Nobody knows how long a search takes. */
    @GET
    @Path("/quote")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsQuote", summary = "When it may end: not known, empty (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "Empty")
    public Uni<String> quote(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return jobs.find(id).replaceWith("");
    }

    /** There is no limit. */
    @GET
    @Path("/executionduration")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsDuration", summary = "How long it may run: 0, no limit (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "Seconds")
    public Uni<String> duration(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return jobs.find(id).replaceWith("0");
    }

    /** A wish, which the standard lets us decline: there is no limit. */
    @POST
    @Path("/executionduration")
    @Operation(operationId = "setUwsDuration", summary = "Taken note of, changes nothing (UWS 1.1)")
    @RequestBody(
            content = {
                @Content(mediaType = UwsForm.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = SearchBody.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the job")
    public Uni<RestResponse<String>> duration(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        UwsForm.read(request, body, Set.of("executionduration"));
        return jobs.find(id).map(job -> UwsResource.seeOther(request, UwsResource.href(id)));
    }

    /** Only what never ran is forgotten by itself. */
    @GET
    @Path("/destruction")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsDestruction", summary = "When a job is forgotten; empty: never (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "ISO 8601, or empty")
    public Uni<String> destruction(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return jobs.find(id).map(job -> job.destruction() == null ? "" : UwsDocument.time(job.destruction()));
    }

    /** A wish, which the standard lets us decline. */
    @POST
    @Path("/destruction")
    @Operation(operationId = "setUwsDestruction", summary = "Taken note of, changes nothing (UWS 1.1)")
    @RequestBody(
            content = {
                @Content(mediaType = UwsForm.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = SearchBody.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the job")
    public Uni<RestResponse<String>> destruction(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        UwsForm.read(request, body, Set.of("destruction"));
        return jobs.find(id).map(job -> UwsResource.seeOther(request, UwsResource.href(id)));
    }

    /** The name by which they showed who they are. */
    @GET
    @Path("/owner")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(operationId = "uwsOwner", summary = "Who made it; empty where nobody is known (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "A name, or empty")
    public Uni<String> owner(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return jobs.find(id).map(job -> job.owner() == null ? "" : job.owner());
    }

    /** Why it failed, as a VOTable that says so (DALI 1.1, section 4.2). */
    @GET
    @Path("/error")
    @Produces({"application/x-votable+xml", "application/xml", "text/xml"})
    @Operation(operationId = "uwsError", summary = "Why it failed (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "A VOTable with QUERY_STATUS=ERROR")
    public Uni<String> error(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return jobs.find(id).map(job -> {
            if (job.phase() != Phase.ERROR || job.error() == null) {
                throw Problem.of(Kind.NOT_FOUND, "job " + id + " has no error");
            }
            return ERROR_DOCUMENT.formatted(XmlText.of(UwsDocument.message(job)));
        });
    }

    /** The parameters, defaults filled in once it runs. */
    @GET
    @Path("/parameters")
    @Produces({"application/xml", "text/xml"})
    @Operation(operationId = "uwsParameters", summary = "The parameters of a job (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "uws:parameters")
    public Uni<String> parameters(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return jobs.find(id).map(job -> UwsDocument.parameters(job, Address.of(request)));
    }

    /** Sets parameters of a job that is PENDING. */
    @POST
    @Path("/parameters")
    @Operation(operationId = "setUwsParameters", summary = "Set parameters of a PENDING job (UWS 1.1)")
    @RequestBody(
            content = {
                @Content(mediaType = UwsForm.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = SearchBody.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the list of parameters")
    public Uni<RestResponse<String>> parameters(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        Query form = UwsForm.read(request, body, FlatForm.NAMES);
        return jobs.refine(id, form)
                .replaceWith(() -> UwsResource.seeOther(request, UwsResource.href(id) + "/parameters"));
    }

    /** Where to get what it found. */
    @GET
    @Path("/results")
    @Produces({"application/xml", "text/xml"})
    @Operation(operationId = "uwsResults", summary = "The results of a job (UWS 1.1)")
    @APIResponse(responseCode = "200", description = "uws:results")
    public Uni<String> results(@PathParam("id") String id, @Context HttpServerRequest request) {
        Query.of(request.query(), Set.of());
        return jobs.find(id).map(job -> UwsDocument.results(job, Address.of(request)));
    }
}
