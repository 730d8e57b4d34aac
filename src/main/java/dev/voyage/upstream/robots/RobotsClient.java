package dev.voyage.upstream.robots;

import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.rest.RestCall;
import io.quarkus.rest.client.reactive.NotBody;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;

/** The robots.txt of a host. */
@Path("")
public interface RobotsClient {

    /** The file at this origin, its body on demand. */
    @GET
    @Path("/robots.txt")
    Uni<UpstreamResponse> robotsTxt(@Url URI origin, @NotBody RestCall call);
}
