package dev.voyage.api;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What every answer tells browsers: run nothing but our own scripts, guess no types, show us in no other page's frame. */
@ApplicationScoped
class PageHeaders {

    private static final int FIRST_OF_ALL = -3000;

    /**
     * The page has no inline script or style; SAMP hubs live at port 21012 of the reader's own machine, and the images
     * behind the map where the operator says.
     */
    private static final String USUAL = "default-src 'self'; img-src 'self' data:%s; connect-src 'self'"
            + " http://localhost:21012 http://127.0.0.1:21012; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** Swagger UI is not ours: it brings inline script and style. */
    private static final String SWAGGER = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private final String policy;

    PageHeaders(PageConfig config, Survey survey) {
        policy = config.contentSecurityPolicy()
                .orElseGet(() -> USUAL.formatted(
                        survey.origin().map(origin -> " " + origin).orElse("")));
    }

    void hang(@Observes Router router) {
        router.route().order(FIRST_OF_ALL).handler(this::add);
    }

    private void add(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        always(response);
        response.putHeader("Content-Security-Policy", policy(exchange.normalizedPath()));
        exchange.next();
    }

    private String policy(String path) {
        return path.startsWith("/q/swagger-ui") || path.startsWith("/q/dev-ui") ? SWAGGER : policy;
    }

    /** On answers to what no route has seen, too. */
    static void always(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (!response.headers().contains("Content-Security-Policy")) {
            response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }
}
