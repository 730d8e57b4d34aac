package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** How the plain routes are hung up: what may be done to them, and where their failures go. */
final class Exchange {

    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private Exchange() {}

    /**
     * A resource that can be read.
     *
     * @param answer writes the answer; what it throws or fails with is answered as a problem
     */
    static void get(Router router, String path, Function<RoutingContext, Uni<Void>> answer) {
        router.route(path).handler(exchange -> handle(exchange, answer));
    }

    private static void handle(RoutingContext exchange, Function<RoutingContext, Uni<Void>> answer) {
        HttpMethod method = exchange.request().method();
        if (method.equals(HttpMethod.OPTIONS)) {
            var unused = exchange.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, ALLOWED)
                    .end();
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            exchange.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
            Answers.fail(exchange, notAllowed(method.name(), ALLOWED));
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
