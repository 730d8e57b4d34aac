package dev.voyage.api.web;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.FormBody;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Registers the plain routes: their methods, and the handling of their failures. */
public final class RouteSupport {

    private RouteSupport() {}

    /**
     * Serves an endpoint by a plain route: OPTIONS and unsupported methods are answered here.
     *
     * @param answer writes the response; an exception or failure is answered as a problem
     */
    public static void route(Router router, ApiEndpoint endpoint, Function<RoutingContext, Uni<Void>> answer) {
        router.route(endpoint.routePath()).handler(exchange -> handle(exchange, endpoint, answer));
    }

    /**
     * As {@link #route}, for an endpoint with parameters in the query, in the form of a POST, or both.
     *
     * @param answer gets them as one query, undecoded; not called for a body in neither of the two form encodings
     */
    public static void form(Router router, ApiEndpoint endpoint, BiFunction<RoutingContext, String, Uni<Void>> answer) {
        route(router, endpoint, exchange -> parameters(exchange)
                .chain(parameters -> answer.apply(exchange, parameters)));
    }

    /** Marks the connection as closing; HTTP/2 has no such header (RFC 9113, 8.2.2), and does not need it. */
    public static void endConnection(RoutingContext exchange) {
        if (exchange.request().version() != HttpVersion.HTTP_2) {
            exchange.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
    }

    /**
     * Sends a body of unknown length: in chunks, or ended by the connection for clients of HTTP/1.0, which would wait for more on
     * one that is kept.
     */
    public static void openEnded(RoutingContext exchange) {
        exchange.response().setChunked(true);
        if (exchange.request().version() == HttpVersion.HTTP_1_0) {
            endConnection(exchange);
            exchange.addEndHandler(ended -> exchange.request().connection().close()); // the header does not close it
        }
    }

    private static Uni<String> parameters(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String query = request.query() == null ? "" : request.query();
        return request.method().equals(HttpMethod.POST)
                ? Uni.createFrom()
                        .completionStage(() -> request.body().toCompletionStage())
                        .map(body -> query + "&"
                                + FormBody.encoded(request.getHeader(HttpHeaders.CONTENT_TYPE), body.getBytes()))
                : Uni.createFrom().item(query);
    }

    private static void handle(
            RoutingContext exchange, ApiEndpoint endpoint, Function<RoutingContext, Uni<Void>> answer) {
        HttpMethod method = exchange.request().method();
        String allowed = endpoint.allowed();
        if (method.equals(HttpMethod.OPTIONS)) {
            answerOptions(exchange, endpoint);
        } else if (!endpoint.methods().contains(method.name())) {
            exchange.response().putHeader(HttpHeaders.ALLOW, allowed);
            ProblemResponses.fail(exchange, notAllowed(method.name(), allowed));
        } else {
            var context = exchange.vertx().getOrCreateContext();
            Uni.createFrom()
                    .deferred(() -> answer.apply(exchange))
                    .subscribe()
                    .with(done -> {}, failure -> context.runOnContext(now -> ProblemResponses.fail(exchange, failure)));
        }
    }

    /** Answers OPTIONS: the methods of the endpoint, and no body. */
    public static void answerOptions(RoutingContext exchange, ApiEndpoint endpoint) {
        var unused = exchange.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, endpoint.allowed())
                .end();
    }

    public static Problem notAllowed(String method, String allowed) {
        return Problem.of(
                ProblemType.METHOD_NOT_ALLOWED, "this resource takes " + allowed + ", not " + QuotedText.of(method));
    }

    public static boolean isHead(RoutingContext exchange) {
        return exchange.request().method().equals(HttpMethod.HEAD);
    }

    /** Continues the work on the event loop of this exchange, where its response may be touched. */
    public static <T> Uni<T> onLoop(RoutingContext exchange, Uni<T> work) {
        var context = exchange.vertx().getOrCreateContext();
        return work.emitOn(task -> context.runOnContext(now -> task.run()));
    }
}
