package dev.voyage.api.edge;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Allows only HTTP/1.1 without TLS. Java's own client asks for HTTP/2 there by {@code Upgrade: h2c} unless configured otherwise,
 * and then loses bytes of a response that arrives with the upgrade, once in fifty; a proxy that lets an upgrade through sees none
 * of the requests that follow. With TLS, HTTP/2 is available to all clients.
 */
@ApplicationScoped
class CleartextHttp2Customizer implements HttpServerOptionsCustomizer {

    private final RequestTimeouts.Patience config;

    CleartextHttp2Customizer(RequestTimeouts.Patience config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(config.clearTextHttp2());
    }
}
