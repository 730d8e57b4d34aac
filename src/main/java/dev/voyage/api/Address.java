package dev.voyage.api;

import io.vertx.core.http.HttpServerRequest;

/** How we are called by who asks: what links in documents for others begin with. */
final class Address {

    private Address() {}

    /** Scheme and authority, as a proxy forwards them where Quarkus is told to trust it. */
    static String of(HttpServerRequest request) {
        String authority = request.authority() == null
                ? request.localAddress().hostAddress() + ":"
                        + request.localAddress().port()
                : request.authority().toString();
        return request.scheme() + "://" + authority;
    }
}
