package dev.voyage.api.message;

import io.vertx.core.http.HttpServerRequest;

/** The base address under which the client reached the server: the prefix of links in documents for other programs. */
public final class ExternalBaseUrl {

    private ExternalBaseUrl() {}

    /** Scheme and authority, from the headers of a proxy if Quarkus is configured to trust it. */
    public static String of(HttpServerRequest request) {
        String authority = request.authority() == null
                ? request.localAddress().hostAddress() + ":"
                        + request.localAddress().port()
                : request.authority().toString();
        return request.scheme() + "://" + authority;
    }
}
