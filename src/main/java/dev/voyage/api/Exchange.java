package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the plain routes are hung up: what may be done to them, and where their failures go. */
final class Exchange {

    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final List<HttpMethod> DOING = List.of(HttpMethod.POST);
    private static final List<HttpMethod> ASKING = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

    private Exchange() {}

    /**
     * A resource that can be read.
     *
     * @param answer writes the answer; what it throws or fails with is answered as a problem
     */
    static void get(Router router, String path, Function<RoutingContext, Uni<Void>> answer) {
        router.route(path).handler(exchange -> handle(exchange, READING, answer));
    }

    /** As {@link #get}, for what is done. */
    static void post(Router router, String path, Function<RoutingContext, Uni<Void>> answer) {
        router.route(path).handler(exchange -> handle(exchange, DOING, answer));
    }

    /**
     * A resource that is asked with parameters, in the query, in the form of a POST, or both.
     *
     * @param answer gets them as one query, undecoded; not called for a body that is neither of the two forms of forms
     */
    static void form(Router router, String path, BiFunction<RoutingContext, String, Uni<Void>> answer) {
        router.route(path)
                .handler(exchange -> handle(
                        exchange, ASKING, it -> parameters(it).chain(parameters -> answer.apply(it, parameters))));
    }

    /** Says that nothing follows on this connection; HTTP/2 has no such header (RFC 9113, 8.2.2), and needs none. */
    static void endConnection(RoutingContext exchange) {
        if (exchange.request().version() != HttpVersion.HTTP_2) {
            exchange.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
    }

    /**
     * Says that the body ends where it ends: chunk by chunk, or with the connection for clients of HTTP/1.0, who would
     * wait for more on one that is kept.
     */
    static void openEnded(RoutingContext exchange) {
        exchange.response().setChunked(true);
        if (exchange.request().version() == HttpVersion.HTTP_1_0) {
            endConnection(exchange);
            exchange.addEndHandler(ended -> exchange.request().connection().close()); // saying it does not do it
        }
    }

    private static Uni<String> parameters(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String query = request.query() == null ? "" : request.query();
        return request.method().equals(HttpMethod.POST)
                ? Uni.createFrom()
                        .completionStage(() -> request.body().toCompletionStage())
                        .map(body -> query + "&"
                                + UwsForm.encoded(request.getHeader(HttpHeaders.CONTENT_TYPE), body.getBytes()))
                : Uni.createFrom().item(query);
    }

    private static void handle(
            RoutingContext exchange, List<HttpMethod> methods, Function<RoutingContext, Uni<Void>> answer) {
        HttpMethod method = exchange.request().method();
        String allowed = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", ", "", ", OPTIONS"));
        if (method.equals(HttpMethod.OPTIONS)) {
            var unused = exchange.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, allowed)
                    .end();
        } else if (!methods.contains(method)) {
            exchange.response().putHeader(HttpHeaders.ALLOW, allowed);
            Answers.fail(exchange, notAllowed(method.name(), allowed));
        } else {
            var context = exchange.vertx().getOrCreateContext();
            Uni.createFrom()
                    .deferred(() -> answer.apply(exchange))
                    .subscribe()
                    .with(done -> {}, failure -> context.runOnContext(now -> Answers.fail(exchange, failure)));
        }
    }

    static Problem notAllowed(String method, String allowed) {
        return Problem.of(Kind.METHOD_NOT_ALLOWED, "this resource takes " + allowed + ", not " + Quoted.of(method));
    }

    static boolean isHead(RoutingContext exchange) {
        return exchange.request().method().equals(HttpMethod.HEAD);
    }

    /**
     * The rest of the work on the event loop of this exchange, where its response may be touched.
     */
    static <T> Uni<T> onLoop(RoutingContext exchange, Uni<T> work) {
        var context = exchange.vertx().getOrCreateContext();
        return work.emitOn(task -> context.runOnContext(now -> task.run()));
    }
}
