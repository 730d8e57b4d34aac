package dev.voyage.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.resteasy.reactive.client.SseEvent;

/** Requests to one service, with its address and token; failures as {@link ServiceFailures} reads them. */
final class ServiceRequests implements AutoCloseable {

    private static final int LARGEST = 16 << 20;
    private static final int CONNECT_SECONDS = 10;

    /** Until the head of a response, or its next bytes: the service may have to ask a slow registry. */
    private static final int READ_MINUTES = 10;

    private final URI base;
    private final ServiceApi api;

    /**
     * @throws Problem {@code BAD_PARAMETER} if it is no address
     */
    ServiceRequests(String server, Optional<String> token) {
        this.base = checked(server);
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .followRedirects(false)
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(READ_MINUTES, TimeUnit.MINUTES);
        token.ifPresent(secret -> builder.register((ClientRequestFilter)
                request -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + secret)));
        this.api = builder.build(ServiceApi.class);
    }

    private static URI checked(String server) {
        try {
            URI given = URI.create(server.endsWith("/") ? server : server + "/");
            if (given.getHost() != null && given.getScheme().matches("https?")) {
                return given;
            }
        } catch (IllegalArgumentException none) {
            // refused as any other text
        }
        throw Problem.badParameter(
                "server",
                "server must be an address such as " + VoyageClient.DEFAULT_SERVER + ", not " + QuotedText.of(server));
    }

    /**
     * The address of a resource.
     *
     * @param path relative to the server, or an address that the service gave
     * @throws IllegalArgumentException if it lies elsewhere: the token is for this service only
     */
    URI address(String path) {
        URI address = base.resolve(path);
        if (!base.getScheme().equals(address.getScheme())
                || !base.getAuthority().equals(address.getAuthority())) {
            throw new IllegalArgumentException("not an address of " + base + ": " + address);
        }
        return address;
    }

    /** The body of the response to a request; to be read on a thread that may block, and closed. */
    Uni<InputStream> open(Function<ServiceApi, Uni<InputStream>> request) {
        return Uni.createFrom()
                .deferred(() -> request.apply(api))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .ifNull()
                .continueWith(InputStream::nullInputStream)
                .onFailure()
                .transform(failure -> ServiceFailures.read(base, failure));
    }

    /** The response as JSON, of up to 16 MiB. */
    Uni<JsonNode> json(Function<ServiceApi, Uni<InputStream>> request) {
        return open(request).onItem().transform(body -> {
            try (body) {
                return EventCodec.MAPPER.readTree(body.readNBytes(LARGEST));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    /** The frames of an event stream behind a cursor. */
    Multi<SseEvent<String>> events(URI address, String cursor) {
        return api.events(address, cursor).onFailure().recoverWithMulti(failure -> Uni.createFrom()
                .item(failure)
                .emitOn(Infrastructure.getDefaultWorkerPool()) // a refusal has a body to read
                .onItem()
                .transformToMulti(cause -> Multi.createFrom().failure(ServiceFailures.read(base, cause))));
    }

    @Override
    public void close() {
        if (api instanceof AutoCloseable connections) {
            try {
                connections.close();
            } catch (Exception unclosed) {
                throw new IllegalStateException(unclosed);
            }
        }
    }
}
