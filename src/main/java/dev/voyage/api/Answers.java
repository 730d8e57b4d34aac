package dev.voyage.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that any resource can give. */
final class Answers {

    static final String PROBLEM_JSON = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    /**
     * The failure as a problem: itself where it is one; a bug is logged, and told without its
     * words.
     */
    static Problem problem(Throwable failure, HttpServerRequest request) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        Log.errorf(failure, "bug method=%s path=%s", request.method(), request.path());
        return Problem.of(
                Kind.INTERNAL,
                "something went wrong on our side; the log of the server says what, the request was at fault in nothing");
    }

    /** The members of a problem as an answer to this request. */
    static Map<String, Object> members(Problem problem, HttpServerRequest request) {
        var members = new LinkedHashMap<>(problem.members());
        members.put("instance", request.path());
        return members;
    }

    /** Answers with the failure as a problem; hangs up where the answer has begun already. */
    static void fail(RoutingContext exchange, Throwable failure) {
        HttpServerRequest request = exchange.request();
        Problem problem = problem(failure, request);
        HttpServerResponse response = exchange.response();
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (response.closed()) {
            return;
        }
        problem.retryAfter()
                .ifPresent(pause -> response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds())));
        response.setStatusCode(problem.kind().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        PageHeaders.always(response); // some fail before any route is tried
        end(exchange, json(members(problem, request)));
    }

    /** Ends with this body, of which HEAD gets the length only. */
    static void end(RoutingContext exchange, byte[] body) {
        HttpServerResponse response = exchange.response();
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
            var unused = response.end();
        } else {
            var unused = response.end(io.vertx.core.buffer.Buffer.buffer(body));
        }
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a value of ours is no JSON", ours);
        }
    }
}
