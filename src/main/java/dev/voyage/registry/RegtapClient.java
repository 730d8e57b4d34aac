package dev.voyage.registry;

import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.rest.RestCall;
import io.quarkus.rest.client.reactive.ClientFormParam;
import io.quarkus.rest.client.reactive.NotBody;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;

/**
 * A RegTAP service.
 *
 * @see <a href="https://www.ivoa.net/documents/TAP/">TAP 1.1, 2.7</a>
 */
@Path("")
public interface RegtapClient {

    /**
     * The VOTable that answers a query, its rows on demand.
     *
     * @param tap the base address of the service
     * @param mostRows that it shall answer
     */
    @POST
    @Path("/sync")
    @ClientFormParam(name = "REQUEST", value = "doQuery")
    @ClientFormParam(name = "LANG", value = "ADQL")
    Uni<UpstreamResponse> query(
            @Url URI tap, @FormParam("MAXREC") int mostRows, @FormParam("QUERY") String adql, @NotBody RestCall call);
}
