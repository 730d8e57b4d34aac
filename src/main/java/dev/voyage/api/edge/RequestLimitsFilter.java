package dev.voyage.api.edge;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.searches.SearchBodyParser;
import dev.voyage.api.searches.SearchJsonParser;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.upload.TargetTable;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The checks and answers around every resource: body too large, request unreadable, resource not found. */
@ApplicationScoped
public class RequestLimitsFilter implements RouteGroup {

    /** A form with a table of targets, a request, and the delimiters between them. */
    private static final int MOST_OF_FORM = TargetTable.MOST_BYTES + SearchJsonParser.MOST_BYTES + 64 * 1024;

    @Override
    public void hang(Router router) {
        router.route()
                .order(FilterOrder.REQUEST_LIMITS.order())
                .handler(RequestLimitsFilter::checkBody)
                .failureHandler(RequestLimitsFilter::unreadable);
        router.route().last().handler(RequestLimitsFilter::nothingHere);
        router.errorHandler(
                400,
                exchange -> ProblemResponses.fail(
                        exchange,
                        Problem.of(
                                ProblemType.BAD_PARAMETER,
                                "not a readable address: "
                                        + QuotedText.of(exchange.request().path()))));
        router.errorHandler(404, RequestLimitsFilter::nothingHere);
        router.errorHandler(500, exchange -> ProblemResponses.fail(exchange, exchange.failure()));
    }

    /** Answers before the body is read, and ends the connection, since the body would follow on it. */
    private static void checkBody(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (length != null && (!length.matches("\\d{1,9}") || Long.parseLong(length) > most(request))) {
            RouteSupport.endConnection(exchange);
            ProblemResponses.fail(exchange, tooLarge(request));
        } else if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            RouteSupport.endConnection(exchange);
            ProblemResponses.fail(
                    exchange,
                    Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "send the body as it is, not with Content-Encoding " + QuotedText.of(encoding)));
        } else {
            exchange.next();
        }
    }

    private static int most(HttpServerRequest request) {
        return switch (SearchBodyParser.form(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            case JSON -> SearchJsonParser.MOST_BYTES;
            case TABLE -> TargetTable.MOST_BYTES;
            case MULTIPART -> MOST_OF_FORM;
        };
    }

    /** The problem for a body that exceeds the limit of its type. */
    static Problem tooLarge(HttpServerRequest request) {
        return switch (SearchBodyParser.form(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            case JSON -> SearchJsonParser.tooLarge();
            case TABLE -> TargetTable.tooLarge();
            case MULTIPART ->
                Problem.of(
                                ProblemType.BODY_TOO_LARGE,
                                "a search with its table of targets is at most " + MOST_OF_FORM
                                        + " bytes; this form is larger")
                        .with("mostBytes", MOST_OF_FORM);
        };
    }

    /** Answers an invalid request, such as one of HTTP/1.1 without a Host. */
    private static void unreadable(RoutingContext exchange) {
        if (exchange.statusCode() == 400 && exchange.failure() instanceof VertxException refused) {
            ProblemResponses.fail(
                    exchange,
                    Problem.badParameter("Host", "not a readable request: " + QuotedText.of(refused.getMessage())));
        } else {
            exchange.next();
        }
    }

    private static void nothingHere(RoutingContext exchange) {
        ProblemResponses.fail(exchange, ProblemResponses.nothingAt(exchange.request()));
    }
}
