package dev.voyage.api.guard;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.web.CallerContext;
import dev.voyage.auth.Tickets;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /v1/tickets}: for clients that cannot send a header, such as a browser's EventSource. */
@Path("/v1/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
public class TicketsResource {

    private final Tickets tickets;

    TicketsResource(Tickets tickets) {
        this.tickets = tickets;
    }

    @Schema(name = "Ticket", description = "Opens one's own event streams and files for a while")
    record Ticket(
            @Schema(description = "What stands in ?ticket=") String ticket,

            @Schema(description = "How long it opens anything")
            long expiresInSeconds) {}

    /** A ticket for the caller. */
    @POST
    @Operation(
            operationId = "createTicket",
            summary = "Create a ticket",
            description = "?ticket= stands in for the Authorization header where a browser cannot send one: on the"
                    + " event streams, files, tables and lists of files of searches, by GET only. It shows what its holder may see, for a minute, as often as needed; a stream that it has"
                    + " opened stays open.")
    @APIResponse(
            responseCode = "201",
            description = "The ticket",
            content = @Content(schema = @Schema(implementation = Ticket.class)))
    public RestResponse<Ticket> create(@Context RoutingContext exchange, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        var ticket = new Ticket(
                tickets.issue(CallerContext.of(exchange)), tickets.life().toSeconds());
        return RestResponse.ResponseBuilder.<Ticket>create(201)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ticket)
                .build();
    }
}
