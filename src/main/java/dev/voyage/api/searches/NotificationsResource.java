package dev.voyage.api.searches;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.journal.Journal;
import dev.voyage.journal.store.NotificationRows;
import dev.voyage.notify.NotificationDelivery;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /v1/searches/{id}/notifications}: the addresses that are notified of the end of a search. */
@Path("/v1/searches/{id}/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Searches")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
@Cancellable(false)
public class NotificationsResource {

    private static final String URL = "url";

    private final SearchLookup lookup;
    private final NotificationRows rows;
    private final NotificationDelivery delivery;

    NotificationsResource(SearchLookup lookup, Journal journal, NotificationDelivery delivery) {
        this.lookup = lookup;
        this.rows = journal.notifications();
        this.delivery = delivery;
    }

    /** The body of a request that names an address. */
    @Schema(name = "NotificationRequest")
    record Request(
            @Schema(
                    required = true,
                    description = "http or https address without user name and fragment, of at most 2000 characters")
            String url) {}

    /** The addresses of a search. */
    @GET
    @Operation(
            operationId = "listNotifications",
            summary = "The notifications of a search",
            description = "By number. Of each address only scheme and host are shown.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, at most 10",
            content = @Content(schema = @Schema(implementation = NotificationView.Page.class)))
    public Uni<NotificationView.Page> list(@PathParam("id") String id, @Context HttpServerRequest request) {
        refuseParameters(request);
        return lookup.search(id)
                .chain(search -> rows.of(search.id()))
                .map(found -> new NotificationView.Page(
                        found.stream().map(NotificationView::of).toList()));
    }

    /** Adds an address. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addNotification",
            summary = "Notify an address when the search has ended",
            description =
                    "The address receives a signed POST (Standard Webhooks) with an event (CloudEvents 1.0): at once if the"
                            + " search has ended already. It is repeated, with the same webhook-id, until it is confirmed by a status"
                            + " 2xx, refused by 410, or ten attempts in three days have failed. 503 if this service has no secret"
                            + " to sign with.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Request.class)))
    @APIResponse(
            responseCode = "201",
            description = "Added, or known already",
            content = @Content(schema = @Schema(implementation = NotificationView.class)))
    public Uni<RestResponse<NotificationView>> add(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request) {
        refuseParameters(request);
        String url = url(body, delivery);
        return lookup.search(id)
                .chain(search -> rows.add(search.id(), url))
                .map(added -> RestResponse.status(RestResponse.Status.CREATED, NotificationView.of(added)));
    }

    /** Removes an address. */
    @DELETE
    @Path("/{number}")
    @Operation(operationId = "removeNotification", summary = "Notify an address no more")
    @APIResponse(
            responseCode = "200",
            description = "The notifications that are left",
            content = @Content(schema = @Schema(implementation = NotificationView.Page.class)))
    public Uni<NotificationView.Page> remove(
            @PathParam("id") String id, @PathParam("number") String number, @Context HttpServerRequest request) {
        refuseParameters(request);
        return rows.remove(id, number(id, number)).chain(() -> list(id, request));
    }

    /** Notifies an address again. */
    @POST
    @Path("/{number}/repeat")
    @Operation(
            operationId = "repeatNotification",
            summary = "Notify an address again",
            description = "Begins again, whatever has become of the notification before, with the same webhook-id.")
    @APIResponse(
            responseCode = "200",
            description = "All notifications of the search afterwards",
            content = @Content(schema = @Schema(implementation = NotificationView.Page.class)))
    public Uni<NotificationView.Page> repeat(
            @PathParam("id") String id, @PathParam("number") String number, @Context HttpServerRequest request) {
        refuseParameters(request);
        return rows.repeat(id, number(id, number)).chain(() -> list(id, request));
    }

    /** The address that a body names. */
    static String url(byte[] body, NotificationDelivery delivery) {
        String url = SearchJsonParser.object(body, Set.of(URL))
                .text(URL)
                .orElseThrow(() -> Problem.badParameter(URL, "url is required: the address to notify"));
        return delivery.checked(URL, url);
    }

    private static long number(String id, String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw Problem.of(
                    ProblemType.NOT_FOUND,
                    "there is no notification " + QuotedText.of(text) + " of search " + QuotedText.of(id));
        }
        return Long.parseLong(text);
    }

    private static void refuseParameters(HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
    }
}
