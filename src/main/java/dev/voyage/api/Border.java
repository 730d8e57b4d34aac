package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What is said before and after every resource: too large, not readable, nothing there. */
@ApplicationScoped
class Border {

    private static final int BEFORE_ALL = -1000;

    void hang(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(Border::checkSize);
        router.route().last().handler(Border::nothingHere);
        router.errorHandler(
                400,
                exchange -> Answers.fail(
                        exchange,
                        Problem.of(
                                Kind.BAD_PARAMETER,
                                "not a readable address: "
                                        + Quoted.of(exchange.request().path()))));
        router.errorHandler(404, Border::nothingHere);
        router.errorHandler(500, exchange -> Answers.fail(exchange, exchange.failure()));
    }

    /** Said before the body is read; the connection ends, since what follows on it is that body. */
    private static void checkSize(RoutingContext exchange) {
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (!length.matches("\\d{1,9}") || Long.parseLong(length) > JsonForm.MOST_BYTES)) {
            Exchange.endConnection(exchange);
            Answers.fail(exchange, JsonForm.tooLarge());
        } else {
            exchange.next();
        }
    }

    private static void nothingHere(RoutingContext exchange) {
        Answers.fail(
                exchange,
                Problem.of(
                        Kind.NOT_FOUND,
                        "there is nothing at " + Quoted.of(exchange.request().path())));
    }
}
