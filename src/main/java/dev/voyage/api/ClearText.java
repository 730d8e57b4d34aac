package dev.voyage.api;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What is spoken without TLS: HTTP/1.1. Java's own client asks for HTTP/2 there by {@code Upgrade: h2c} unless it is told
 * otherwise, and then loses bytes of an answer that comes with the upgrade, once in fifty; a proxy that lets an upgrade
 * through sees none of the requests that follow. With TLS, HTTP/2 is spoken to all who ask for it.
 */
@ApplicationScoped
class ClearText implements HttpServerOptionsCustomizer {

    private final RequestTimes.Patience config;

    ClearText(RequestTimes.Patience config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(config.clearTextHttp2());
    }
}
