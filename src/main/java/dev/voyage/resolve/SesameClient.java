package dev.voyage.resolve;

import dev.voyage.upstream.rest.RestCall;
import io.quarkus.rest.client.reactive.NotBody;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;

/**
 * Sesame.
 *
 * @see <a href="https://vizier.cds.unistra.fr/vizier/doc/sesame.htx">Sesame</a>
 */
@Path("")
public interface SesameClient {

    /**
     * The XML document about a name.
     *
     * @param query the whole address: the name is the query itself, which no parameter of Jakarta REST can express
     */
    @GET
    Uni<byte[]> resolve(@Url URI query, @NotBody RestCall call);
}
