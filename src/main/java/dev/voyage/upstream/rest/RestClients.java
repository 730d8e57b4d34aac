package dev.voyage.upstream.rest;

import dev.voyage.upstream.Http;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Priorities;
import java.net.URI;

/**
 * Builds typed REST clients: annotated interfaces whose methods take a {@link RestCall} and, with {@code @Url}, the
 * address. Parameters become address, headers and form, which are sent by {@link Http}; everything else of a request is
 * as without such a client. An answer of another status than 2xx is a {@code Problem}. Needs the running application,
 * which has made the classes of the clients while it was built: of interfaces with {@code @Path}. With
 * {@code @RegisterRestClient} they could also be injected, with another transport.
 */
// the builder looks its listeners up as services, in an executable too
@RegisterForReflection(classNames = "io.quarkus.micrometer.runtime.binder.vertx.RestClientBuilderMetricsListener")
public final class RestClients {

    /** No client has an address of its own; this one exists nowhere (RFC 6761, 6.4). */
    private static final URI NOWHERE = URI.create("http://client.invalid/");

    /** Behind the filters that Quarkus adds. */
    private static final int LAST = Priorities.USER + 100_000;

    private RestClients() {}

    /** The client of this interface. */
    public static <T> T build(Class<T> type, Http http) {
        var answer = new RestAnswer();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(NOWHERE)
                .disableDefaultMapper(true) // statuses are judged before
                .httpClientOptionsCustomizer(unused -> unused.setPoolCleanerPeriod(0)) // nothing to clean
                .register(new RestTransport(http), LAST)
                .register(answer, LAST + 1)
                .build(type);
    }
}
