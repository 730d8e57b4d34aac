package dev.voyage.upstream.rest;

import dev.voyage.upstream.FairnessKey;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * Sends the request of a typed client over {@link Http}, in place of the client's own transport: the last but one of
 * its request filters. It suspends the client until the answer has come and leaves it for {@link RestAnswer}.
 */
final class RestTransport implements ResteasyReactiveClientRequestFilter {

    /** Headers that Quarkus adds; all requests have their own. */
    private static final Set<String> OF_ALL_REQUESTS = Set.of("user-agent", "accept", "content-type");

    private final Http http;

    RestTransport(Http http) {
        this.http = http;
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext client) {
        RestCall call = RestInternals.parameter(client, RestCall.class);
        Uni<?> answer = client.getResponseType().getRawType() == UpstreamResponse.class
                ? call.head(http, request(client))
                : call.body(http, request(client));
        client.suspend();
        call.run(
                answer,
                item -> {
                    client.setProperty(RestAnswer.PROPERTY, item);
                    client.resume();
                },
                client::resume);
    }

    private static UpstreamRequest request(ResteasyReactiveClientRequestContext client) {
        UpstreamRequest request = bare(client);
        for (Map.Entry<String, List<String>> header : client.getStringHeaders().entrySet()) {
            if (!OF_ALL_REQUESTS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                request = request.header(header.getKey(), String.join(", ", header.getValue()));
            }
        }
        return request;
    }

    private static UpstreamRequest bare(ResteasyReactiveClientRequestContext client) {
        if (!client.hasEntity()) {
            return new UpstreamRequest(client.getMethod(), client.getUri(), Map.of(), null, null, FairnessKey.NONE);
        }
        if (client.getMethod().equals("POST") && client.getEntity() instanceof MultivaluedMap<?, ?> form) {
            return UpstreamRequest.post(client.getUri(), fields(form));
        }
        throw new IllegalStateException("no body but a form is sent: " + client.getEntityClass());
    }

    private static List<Map.Entry<String, String>> fields(MultivaluedMap<?, ?> form) {
        return form.entrySet().stream()
                .flatMap(field -> field.getValue().stream()
                        .map(value -> Map.entry(field.getKey().toString(), value.toString())))
                .toList();
    }
}
