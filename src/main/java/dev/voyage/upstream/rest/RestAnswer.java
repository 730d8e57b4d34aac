package dev.voyage.upstream.rest;

import dev.voyage.upstream.UpstreamResponse;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Hands the answer that {@link RestTransport} has received to the client: the last of its request filters, so that
 * nothing reaches the client's own transport, and the first to read the answer. Bytes go to the client's readers; the
 * head of a streamed answer passes them. A filter of its own, since the client takes over the status of an answer right
 * after the filter that gives it, before a suspension ends.
 */
final class RestAnswer implements ClientRequestFilter, ReaderInterceptor {

    /** Holds {@code byte[]} or {@link UpstreamResponse}. */
    static final String PROPERTY = RestAnswer.class.getName();

    private static final byte[] NOTHING = {};

    @Override
    public void filter(ClientRequestContext client) {
        Object answer = client.getProperty(PROPERTY);
        if (answer == null) {
            throw new IllegalStateException("sent by nobody: " + client.getUri());
        }
        client.abortWith(Response.ok(answer instanceof byte[] body ? body : NOTHING, MediaType.APPLICATION_OCTET_STREAM)
                .build());
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext reader) throws IOException {
        return reader.getProperty(PROPERTY) instanceof UpstreamResponse head ? head : reader.proceed();
    }
}
