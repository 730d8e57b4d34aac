package dev.voyage.api.edge;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.page.SkySurvey;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.SecurityHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sets headers for browsers on every response: run only voyage's own scripts, do not guess types, do not show the page in another
 * page's frame.
 */
@ApplicationScoped
class SecurityHeadersFilter implements RouteGroup {

    /**
     * The page has no inline script or style; SAMP hubs use port 21012 of the reader's own machine, and the images behind the map
     * come from the operator's configured host.
     */
    private static final String USUAL = "default-src 'self'; img-src 'self' data:%s; connect-src 'self'"
            + " http://localhost:21012 http://127.0.0.1:21012; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** Swagger UI is third-party code: it contains inline scripts and styles. */
    private static final String SWAGGER = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private final String policy;

    SecurityHeadersFilter(SecurityHeadersConfig config, SkySurvey survey) {
        policy = config.contentSecurityPolicy()
                .orElseGet(() -> USUAL.formatted(
                        survey.origin().map(origin -> " " + origin).orElse("")));
    }

    @Override
    public void hang(Router router) {
        router.route().order(FilterOrder.SECURITY_HEADERS.order()).handler(this::add);
    }

    private void add(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        SecurityHeaders.always(response);
        response.putHeader("Content-Security-Policy", policy(exchange.normalizedPath()));
        exchange.next();
    }

    private String policy(String path) {
        return path.startsWith("/q/swagger-ui") || path.startsWith("/q/dev-ui") ? SWAGGER : policy;
    }
}
