package dev.voyage.api.web;

import dev.voyage.api.message.ByteRange;
import dev.voyage.api.message.Validators;
import dev.voyage.coding.HttpDate;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/** The head of a response of known length that can be requested in parts (RFC 9110, 13 and 14). */
public final class RangeResponse {

    private RangeResponse() {}

    /**
     * Writes status and headers according to the request's conditions and range.
     *
     * @param bare whether a range without If-Range is honoured: whether these bytes will stay the same
     * @param describe sets the headers that describe the bytes, if any are sent
     * @return the bytes to send now; empty if the response has ended
     */
    public static Optional<ByteRange.Part> begin(
            RoutingContext exchange,
            Validators validators,
            long size,
            boolean bare,
            Consumer<HttpServerResponse> describe) {
        HttpServerRequest request = exchange.request();
        HttpServerResponse response = exchange.response();
        if (response.closed()) {
            return Optional.empty();
        }
        response.putHeader(HttpHeaders.ETAG, validators.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (validators.modified() != null) {
            response.putHeader(HttpHeaders.LAST_MODIFIED, HttpDate.text(validators.modified()));
        }
        if (validators.unchanged(
                request.getHeader(HttpHeaders.IF_NONE_MATCH), request.getHeader(HttpHeaders.IF_MODIFIED_SINCE))) {
            var unused = response.setStatusCode(304).end();
            return Optional.empty();
        }
        ByteRange range = range(request, validators, size, bare);
        if (range instanceof ByteRange.Unsatisfiable) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            throw Problem.of(
                    ProblemType.RANGE_NOT_SATISFIABLE,
                    "there are " + size + " bytes, nothing at " + QuotedText.of(request.getHeader("Range")));
        }
        describe.accept(response);
        var part = new ByteRange.Part(0, size - 1);
        if (range instanceof ByteRange.Part asked) {
            part = asked;
            response.setStatusCode(206)
                    .putHeader(HttpHeaders.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + size);
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()));
        if (RouteSupport.isHead(exchange) || part.length() == 0) {
            var unused = response.end();
            return Optional.empty();
        }
        return Optional.of(part);
    }

    private static ByteRange range(HttpServerRequest request, Validators validators, long size, boolean bare) {
        String ifRange = request.getHeader("If-Range");
        boolean sure = ifRange == null ? bare : validators.sameAs(ifRange);
        return sure ? ByteRange.of(request.getHeader("Range"), size) : new ByteRange.Whole();
    }
}
