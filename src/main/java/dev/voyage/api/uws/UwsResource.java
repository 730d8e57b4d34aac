package dev.voyage.api.uws;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.ExternalBaseUrl;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchQueryParser;
import dev.voyage.api.web.CallerContext;
import dev.voyage.journal.event.Phase;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Locale;
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
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /uws}: searches as the jobs of UWS 1.1, for clients that only support that standard. */
@Path("/uws")
@Produces({MediaTypes.XML, MediaTypes.TEXT_XML})
@Tag(name = "Virtual Observatory")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class UwsResource {

    private static final int MOST = 1000;
    private static final int LONGEST_WAIT = 60;

    /** Phases of the standard that voyage's jobs never have. */
    private static final Set<String> NEVER = Set.of("UNKNOWN", "SUSPENDED", "ARCHIVED");

    private final UwsJobs jobs;

    UwsResource(UwsJobs jobs) {
        this.jobs = jobs;
    }

    static String href(String id) {
        return ApiEndpoint.UWS_JOB.path(id);
    }

    /** Every search of the caller is a job. */
    @GET
    @Operation(
            operationId = "uwsJobs",
            summary = "List jobs (UWS 1.1)",
            description = "In the order of their creation; the newest 1000 where there are more (LAST).")
    @Parameter(
            name = "PHASE",
            in = ParameterIn.QUERY,
            description = "Only jobs in this phase; may be repeated",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Phase.class))
    @Parameter(
            name = "AFTER",
            in = ParameterIn.QUERY,
            description = "Only jobs created after this time (ISO 8601, UTC)",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "LAST",
            in = ParameterIn.QUERY,
            description = "Only so many of the newest",
            schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(responseCode = "200", description = "uws:jobs")
    public Uni<String> list(@Context HttpServerRequest request, @Context RoutingContext exchange) {
        QueryParameters query = QueryParameters.dali(request.query(), Set.of("phase", "after", "last"));
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        for (String word : query.all("phase")) {
            if (!NEVER.contains(word.toUpperCase(Locale.ROOT))) {
                phases.add(phase(word));
            }
        }
        boolean none = phases.isEmpty() && !query.all("phase").isEmpty();
        Instant after = query.one("after").map(UwsResource::instant).orElse(null);
        int last = Math.min(MOST, query.count("last", MOST, Integer.MAX_VALUE));
        String base = ExternalBaseUrl.of(request);
        return none
                ? Uni.createFrom().item(UwsXml.jobs(java.util.List.of(), base))
                : jobs.newest(CallerContext.of(exchange), phases, after, last).map(found -> UwsXml.jobs(found, base));
    }

    /** Creates a job; it runs at once with PHASE=RUN. */
    @POST
    @Cancellable(false)
    @Operation(
            operationId = "createUwsJob",
            summary = "Create a job (UWS 1.1)",
            description = "Parameters in a form, named as those of /v1/stream in any case. With PHASE=RUN the search"
                    + " starts at once; without, the job is PENDING, kept in memory for an hour, until"
                    + " PHASE=RUN is posted to its phase.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaTypes.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaTypes.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the job")
    public Uni<RestResponse<String>> create(
            byte[] body, @Context HttpServerRequest request, @Context RoutingContext exchange) {
        QueryParameters form = UwsParameters.read(request, body, SearchQueryParser.namesAnd("phase", "runid"));
        boolean run = form.one("phase").map(UwsParameters::isRun).orElse(false);
        return jobs.create(exchange, UwsParameters.search(form), run).map(id -> seeOther(request, href(id)));
    }

    /** One job. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "uwsJob",
            summary = "A job (UWS 1.1)",
            description = "With WAIT the answer comes when the phase changes, or after so many seconds, at most 60;"
                    + " -1 for as long as may be.")
    @Parameter(
            name = "WAIT",
            in = ParameterIn.QUERY,
            description = "Seconds",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "PHASE",
            in = ParameterIn.QUERY,
            description = "Wait only while it is in this one",
            schema = @Schema(implementation = Phase.class))
    @APIResponse(responseCode = "200", description = "uws:job")
    public Uni<String> one(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters query = QueryParameters.dali(request.query(), Set.of("wait", "phase"));
        Phase only = query.one("phase").map(UwsResource::phase).orElse(null);
        return jobs.await(id, wait(query), only).map(job -> UwsXml.job(job, ExternalBaseUrl.of(request)));
    }

    /** ACTION=DELETE, for clients that cannot send a DELETE. */
    @POST
    @Cancellable(false)
    @Path("/{id}")
    @Operation(operationId = "actOnUwsJob", summary = "Abort a job with ACTION=DELETE (UWS 1.1)")
    @RequestBody(
            content = {
                @Content(mediaType = MediaTypes.URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaTypes.MULTIPART, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "303", description = "Location is the list of jobs")
    public Uni<RestResponse<String>> act(@PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        QueryParameters form = UwsParameters.read(request, body, Set.of("action"));
        String action = form.one("action").orElse("");
        if (!action.equalsIgnoreCase("DELETE")) {
            throw Problem.badParameter("ACTION", "ACTION must be DELETE, not " + QuotedText.of(action));
        }
        return stop(id, request);
    }

    /** Stops a job. */
    @DELETE
    @Cancellable(false)
    @Path("/{id}")
    @Operation(
            operationId = "deleteUwsJob",
            summary = "Abort a job (UWS 1.1)",
            description = "One that runs is aborted; one that never ran is forgotten. Searches are kept: they stay"
                    + " in the list.")
    @APIResponse(responseCode = "303", description = "Location is the list of jobs")
    public Uni<RestResponse<String>> delete(@PathParam("id") String id, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return stop(id, request);
    }

    private Uni<RestResponse<String>> stop(String id, HttpServerRequest request) {
        return jobs.delete(id).replaceWith(() -> seeOther(request, ApiEndpoint.UWS_JOBS.template()));
    }

    private static Duration wait(QueryParameters query) {
        String text = query.one("wait").orElse("0").strip();
        if (!text.matches("-1|\\d{1,9}")) {
            throw Problem.badParameter("WAIT", "WAIT must be seconds, or -1, not " + QuotedText.of(text));
        }
        int seconds = Integer.parseInt(text);
        return Duration.ofSeconds(seconds < 0 ? LONGEST_WAIT : Math.min(seconds, LONGEST_WAIT));
    }

    static Phase phase(String word) {
        try {
            return Phase.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw Problem.badParameter("PHASE", "there is no phase " + QuotedText.of(word), none);
        }
    }

    /** ISO 8601 in DALI's form: UTC, with or without its Z. */
    private static Instant instant(String text) {
        String bare = text.strip().replaceFirst("[zZ]$", "").replaceFirst("(?<=\\d)(?:t|\\s+)(?=\\d)", "T");
        try {
            return LocalDateTime.parse(bare.indexOf('T') < 0 ? bare + "T00:00:00" : bare)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            throw Problem.badParameter(
                    "AFTER", "AFTER must be a time such as 2026-01-31T12:00:00Z, not " + QuotedText.of(text), wrong);
        }
    }

    static RestResponse<String> seeOther(HttpServerRequest request, String path) {
        return RestResponse.ResponseBuilder.<String>create(303)
                .header("Location", ExternalBaseUrl.of(request) + path)
                .build();
    }
}
