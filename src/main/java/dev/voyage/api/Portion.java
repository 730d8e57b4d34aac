package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The head of an answer whose length is known and that can be had in parts (RFC 9110, 13 and 14).
 */
final class Portion {

    private Portion() {}

    /**
     * Writes status and headers as the request's conditions and range want them.
     *
     * @param bare whether a range without If-Range is honoured: whether these bytes are going to
     *     stay
     * @param describe says what the bytes are, where any are sent
     * @return the bytes to send now; empty where the answer has ended
     */
    static Optional<ByteRange.Part> begin(
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
            response.putHeader(HttpHeaders.LAST_MODIFIED, Validators.httpDate(validators.modified()));
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
                    Kind.RANGE_NOT_SATISFIABLE,
                    "there are " + size + " bytes, nothing at " + Quoted.of(request.getHeader("Range")));
        }
        describe.accept(response);
        var part = new ByteRange.Part(0, size - 1);
        if (range instanceof ByteRange.Part asked) {
            part = asked;
            response.setStatusCode(206)
                    .putHeader(HttpHeaders.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + size);
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()));
        if (Exchange.isHead(exchange) || part.length() == 0) {
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
