package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.search.TargetTable;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What is said before and after every resource: too large, not readable, nothing there. */
@ApplicationScoped
class Border {

    private static final int BEFORE_ALL = -1000;

    /** A form with a table of targets, a request, and what stands between them. */
    private static final int MOST_OF_FORM = TargetTable.MOST_BYTES + JsonForm.MOST_BYTES + 64 * 1024;

    void hang(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(Border::checkBody).failureHandler(Border::unreadable);
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
    private static void checkBody(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (length != null && (!length.matches("\\d{1,9}") || Long.parseLong(length) > most(request))) {
            Exchange.endConnection(exchange);
            Answers.fail(exchange, tooLarge(request));
        } else if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            Exchange.endConnection(exchange);
            Answers.fail(
                    exchange,
                    Problem.of(
                            Kind.UNSUPPORTED_MEDIA_TYPE,
                            "send the body as it is, not with Content-Encoding " + Quoted.of(encoding)));
        } else {
            exchange.next();
        }
    }

    private static int most(HttpServerRequest request) {
        return switch (SearchBody.form(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            case JSON -> JsonForm.MOST_BYTES;
            case TABLE -> TargetTable.MOST_BYTES;
            case MULTIPART -> MOST_OF_FORM;
        };
    }

    /** What a body of this type may not exceed. */
    static Problem tooLarge(HttpServerRequest request) {
        return switch (SearchBody.form(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            case JSON -> JsonForm.tooLarge();
            case TABLE -> TargetTable.tooLarge();
            case MULTIPART ->
                Problem.of(
                                Kind.BODY_TOO_LARGE,
                                "a search with its table of targets is at most " + MOST_OF_FORM
                                        + " bytes; this form is larger")
                        .with("mostBytes", MOST_OF_FORM);
        };
    }

    /** What is no request at all, such as one of HTTP/1.1 that does not say whom it is for. */
    private static void unreadable(RoutingContext exchange) {
        if (exchange.statusCode() == 400 && exchange.failure() instanceof VertxException refused) {
            Answers.fail(
                    exchange,
                    Problem.badParameter("Host", "not a readable request: " + Quoted.of(refused.getMessage())));
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
