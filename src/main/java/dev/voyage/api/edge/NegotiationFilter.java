package dev.voyage.api.edge;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.ApiEndpoint.Handler;
import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Handles, before the annotated resources, the cases that the framework would treat differently from the plain routes. The media
 * type of the response is decided here, since the framework fails on an Accept that is empty or has a quality of 2, and takes
 * {@code application/*} for a type; and OPTIONS is answered with the methods of each resource, not with those of all resources
 * that share a path prefix.
 */
@ApplicationScoped
class NegotiationFilter implements RouteGroup {

    @Override
    public void hang(Router router) {
        router.route().order(FilterOrder.NEGOTIATION.order()).handler(NegotiationFilter::settle);
    }

    private static void settle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        ApiEndpoint endpoint = ApiEndpoint.at(exchange.normalizedPath())
                .filter(found -> found.handler() == Handler.RESOURCE)
                .orElse(null);
        if (endpoint == null) {
            exchange.next();
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            RouteSupport.answerOptions(exchange, endpoint);
        } else if (!endpoint.methods().contains(request.method().name())) {
            exchange.next(); // whatever the client accepts
        } else {
            negotiate(exchange, endpoint);
        }
    }

    private static void negotiate(RoutingContext exchange, ApiEndpoint endpoint) {
        HttpServerRequest request = exchange.request();
        boolean reads = request.method().equals(HttpMethod.GET) || RouteSupport.isHead(exchange);
        String best;
        if (endpoint.redirects() && !reads) {
            best = MediaTypes.ANY; // changes of a job are answered with a redirect, which has no representation
        } else {
            try {
                best = ContentNegotiation.best(ContentNegotiation.accept(exchange), endpoint.produces());
            } catch (Problem notAcceptable) {
                ProblemResponses.fail(exchange, notAcceptable);
                return;
            }
        }
        ContentNegotiation.keepAccepted(exchange); // a problem may have another media type
        request.headers().set(HttpHeaders.ACCEPT, best);
        if (endpoint.produces().size() > 1 && reads) {
            exchange.response().putHeader(HttpHeaders.VARY, "Accept");
        }
        exchange.next();
    }
}
