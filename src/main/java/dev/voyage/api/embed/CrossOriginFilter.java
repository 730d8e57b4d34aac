package dev.voyage.api.embed;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.web.RouteGroup;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Answers the browsers of listed origins (CORS): their scripts may send every request of the API and read the responses,
 * refusals too. Requests of other origins are passed on unchanged, so that their browsers show the scripts nothing.
 */
@ApplicationScoped
class CrossOriginFilter implements RouteGroup {

    private static final String METHODS = "GET, HEAD, POST, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Accept, Authorization, Content-Type, Idempotency-Key, If-Range, Last-Event-ID, Range";
    private static final String RESPONSE_HEADERS =
            "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Location, Retry-After";

    private final EmbedOrigins origins;

    CrossOriginFilter(EmbedOrigins origins) {
        this.origins = origins;
    }

    @Override
    public void hang(Router router) {
        if (origins.isAny()) {
            router.route().order(FilterOrder.CROSS_ORIGIN.order()).handler(this::answer);
        }
    }

    private void answer(RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        exchange.addHeadersEndHandler(ended -> varyByOrigin(response.headers()));
        String origin = exchange.request().getHeader(HttpHeaders.ORIGIN);
        if (!origins.isAllowed(origin)) {
            exchange.next();
            return;
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
        if (isPreflight(exchange)) {
            var unused = response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600")
                    .setStatusCode(204)
                    .end();
            return;
        }
        exchange.next();
    }

    private static boolean isPreflight(RoutingContext exchange) {
        return exchange.request().method().equals(HttpMethod.OPTIONS)
                && exchange.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    /** Handlers set {@code Vary} themselves; a cache must not give one origin's response to another. */
    private static void varyByOrigin(MultiMap headers) {
        if (headers.getAll(HttpHeaders.VARY).stream().noneMatch(value -> value.contains("Origin"))) {
            headers.add(HttpHeaders.VARY, "Origin");
        }
    }
}
