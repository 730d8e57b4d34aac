package dev.voyage.api.edge;

import dev.voyage.api.embed.EmbedOrigins;
import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.page.SkySurvey;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.SecurityHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sets headers for browsers on every response: run only voyage's own scripts, do not guess types, do show the page in no frame
 * but those of the origins that may embed it.
 */
@ApplicationScoped
class SecurityHeadersFilter implements RouteGroup {

    /**
     * The page has no inline script or style; SAMP hubs use port 21012 of the reader's own machine, and the images behind the map
     * come from the operator's configured host.
     */
    private static final String USUAL = "default-src 'self'; img-src 'self' data:%s; connect-src 'self'"
            + " http://localhost:21012 http://127.0.0.1:21012%s; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** Swagger UI is third-party code: it contains inline scripts and styles. */
    private static final String SWAGGER = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** The directive, which the page has with its own value. */
    private static final Pattern FRAMES = Pattern.compile("\\s*;?\\s*frame-ancestors[^;]*|;\\s*$");

    private final String policy;
    private final String pagePolicy;
    private final boolean isEmbeddable;

    SecurityHeadersFilter(SecurityHeadersConfig config, SkySurvey survey, EmbedOrigins origins) {
        policy = config.contentSecurityPolicy()
                .orElseGet(() -> USUAL.formatted(
                        survey.imageOrigins().stream()
                                .map(origin -> " " + origin)
                                .collect(Collectors.joining()),
                        survey.tilesOrigin().map(origin -> " " + origin).orElse("")));
        pagePolicy = FRAMES.matcher(policy).replaceAll("") + "; frame-ancestors " + origins.frameAncestors();
        isEmbeddable = origins.isAny();
    }

    @Override
    public void hang(Router router) {
        router.route().order(FilterOrder.SECURITY_HEADERS.order()).handler(this::add);
    }

    private void add(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        SecurityHeaders.always(response);
        String path = exchange.normalizedPath();
        response.putHeader("Content-Security-Policy", policy(path));
        if (isEmbeddable && isPage(path)) {
            response.putHeader("Content-Security-Policy", pagePolicy);
            response.headers().remove("X-Frame-Options"); // it cannot list origins; frame-ancestors can
        }
        exchange.next();
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.equals("/index.html");
    }

    private String policy(String path) {
        return path.startsWith("/q/swagger-ui") || path.startsWith("/q/dev-ui") ? SWAGGER : policy;
    }
}
