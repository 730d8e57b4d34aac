package dev.voyage.api.edge;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.vertx.VertxInternals;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Refuses HTTP/1.1 heads that a proxy in front could interpret differently, and takes nothing that follows on their connection
 * for a request: it could be the body of one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 3.2 and 6.3</a>
 */
@ApplicationScoped
class RequestSmugglingFilter implements RouteGroup {

    private static final String SEEN = "voyage.head";
    private static final AttributeKey<Boolean> LAST = AttributeKey.valueOf(RequestSmugglingFilter.class, "last");

    @Override
    public void hang(Router router) {
        router.route()
                .order(FilterOrder.REQUEST_SMUGGLING.order())
                .handler(RequestSmugglingFilter::check)
                .failureHandler(RequestSmugglingFilter::withoutHost);
    }

    private static void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.version() == HttpVersion.HTTP_2 || exchange.get(SEEN) != null) {
            exchange.next(); // seen a second time, after a reroute
            return;
        }
        exchange.put(SEEN, true);
        if (isBehindTheLast(request)) {
            var unused = request.connection().close();
            return;
        }
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        if (!codings.isEmpty()) {
            letBeTheLast(exchange); // it may also have had a length, which the server does not expose
        }
        if (hosts.size() > 1) {
            letBeTheLast(exchange);
            refuse(exchange, "the Host header is there " + hosts.size() + " times");
        } else if (!codings.isEmpty() && !chunked) {
            refuse(exchange, "a body can be sent chunked, not " + QuotedText.of(String.join(", ", codings)));
        } else {
            exchange.next();
        }
    }

    /** No resource handles it then, and the framework fails it. */
    private static void withoutHost(RoutingContext exchange) {
        if (exchange.statusCode() == 400 && exchange.request().authority() == null) {
            letBeTheLast(exchange);
            refuse(exchange, "the Host header is missing or invalid");
        } else {
            exchange.next();
        }
    }

    private static boolean isBehindTheLast(HttpServerRequest request) {
        return VertxInternals.channel(request.connection())
                .filter(channel -> Boolean.TRUE.equals(channel.attr(LAST).get()))
                .isPresent();
    }

    private static void letBeTheLast(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        VertxInternals.channel(request.connection())
                .ifPresent(channel -> channel.attr(LAST).set(true));
        RouteSupport.endConnection(exchange);
        exchange.addEndHandler(ended -> {
            var unused = request.connection().close();
        });
    }

    private static void refuse(RoutingContext exchange, String why) {
        ProblemResponses.fail(exchange, Problem.of(ProblemType.BAD_PARAMETER, why));
    }
}
