package dev.voyage.client;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.net.URI;
import org.jboss.resteasy.reactive.client.SseEvent;

/**
 * The requests of {@link VoyageClient}; Quarkus implements it while the program is built. Addresses are given whole, since
 * those in the responses of the service are. Bodies are streams, read at the pace of the reader; null for 204.
 */
@Path("")
public interface ServiceApi {

    /** The media type of lines of JSON. */
    String NDJSON = "application/x-ndjson";

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    Uni<InputStream> get(@Url URI address);

    /** In the service's own format. */
    @GET
    @Produces(MediaType.WILDCARD)
    Uni<InputStream> any(@Url URI address);

    @GET
    @Produces(NDJSON)
    Uni<InputStream> lines(@Url URI address);

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    Uni<InputStream> post(@Url URI address);

    @POST
    @Produces(NDJSON)
    Uni<InputStream> postForLines(@Url URI address);

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<InputStream> create(@Url URI address, @HeaderParam("Idempotency-Key") String key, String body);

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<InputStream> change(@Url URI address, String body);

    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    Uni<InputStream> delete(@Url URI address);

    /** The events behind a cursor, without a limit on what is read ahead: the subscriber must keep up, or cancel. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    Multi<SseEvent<String>> events(@Url URI address, @HeaderParam("Last-Event-ID") String cursor);
}
