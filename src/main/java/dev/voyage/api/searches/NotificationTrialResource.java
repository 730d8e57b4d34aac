package dev.voyage.api.searches;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.notify.NotificationDelivery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code POST /v1/notifications/test}: a trial of an address. */
@Path("/v1/notifications/test")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Searches")
@APIResponse(responseCode = "default", ref = "#/components/responses/Problem")
@Cancellable(false)
public class NotificationTrialResource {

    private final NotificationDelivery delivery;

    NotificationTrialResource(NotificationDelivery delivery) {
        this.delivery = delivery;
    }

    /** Sends a trial. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "tryNotification",
            summary = "Send a trial notification",
            description =
                    "Sends one signed event of the type dev.voyage.test to the address, and reports its response.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = NotificationsResource.Request.class)))
    @APIResponse(
            responseCode = "200",
            description = "Result of the trial",
            content = @Content(schema = @Schema(implementation = NotificationView.Trial.class)))
    public Uni<NotificationView.Trial> test(byte[] body, @Context HttpServerRequest request) {
        QueryParameters.of(request.query(), Set.of());
        return delivery.trial(NotificationsResource.url(body, delivery))
                .map(attempt -> new NotificationView.Trial(
                        attempt.isDelivered(), attempt.status() == 0 ? null : attempt.status(), attempt.result()));
    }
}
