package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Heads of HTTP/1.1 that a proxy in front could read otherwise than we do are refused, and nothing that follows on their
 * connection is taken for a request: it could be the body of one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 3.2 and 6.3</a>
 */
@ApplicationScoped
class Heads {

    private static final int BEHIND_THE_CLOCK = -2800;
    private static final String SEEN = "voyage.head";
    private static final AttributeKey<Boolean> LAST = AttributeKey.valueOf(Heads.class, "last");

    void hang(@Observes Router router) {
        router.route().order(BEHIND_THE_CLOCK).handler(Heads::check).failureHandler(Heads::withoutHost);
    }

    private static void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.version() == HttpVersion.HTTP_2 || exchange.get(SEEN) != null) {
            exchange.next(); // the second time, it was rerouted
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
            letBeTheLast(exchange); // it may have had a length, too, which we are not shown
        }
        if (hosts.size() > 1) {
            letBeTheLast(exchange);
            refuse(exchange, "the Host header is there " + hosts.size() + " times");
        } else if (!codings.isEmpty() && !chunked) {
            refuse(exchange, "a body can be sent chunked, not " + Quoted.of(String.join(", ", codings)));
        } else {
            exchange.next();
        }
    }

    /** No resource is tried then, and the failure is the framework's. */
    private static void withoutHost(RoutingContext exchange) {
        if (exchange.statusCode() == 400 && exchange.request().authority() == null) {
            letBeTheLast(exchange);
            refuse(exchange, "the Host header is missing, or is none");
        } else {
            exchange.next();
        }
    }

    private static boolean isBehindTheLast(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                && Boolean.TRUE.equals(connection.channel().attr(LAST).get());
    }

    private static void letBeTheLast(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().attr(LAST).set(true);
        }
        Exchange.endConnection(exchange);
        exchange.addEndHandler(ended -> {
            var unused = request.connection().close();
        });
    }

    private static void refuse(RoutingContext exchange, String why) {
        Answers.fail(exchange, Problem.of(Kind.BAD_PARAMETER, why));
    }
}
