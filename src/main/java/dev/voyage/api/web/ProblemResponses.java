package dev.voyage.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Responses that any resource can send. */
public final class ProblemResponses {

    public static final String PROBLEM_JSON = "application/problem+json";

    public static final String HTML = MediaTypes.HTML + ";charset=utf-8";

    private static final JsonMapper JSON = new JsonMapper();

    private ProblemResponses() {}

    /** The failure as a problem: unchanged if it is one; a bug is logged, and reported without its message. */
    public static Problem problem(Throwable failure, HttpServerRequest request) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        Log.errorf(failure, "bug method=%s path=%s", request.method(), request.path());
        return Problem.of(
                ProblemType.INTERNAL,
                "internal error; details are in the server log, and the request itself was valid");
    }

    /** The problem of an address that leads nowhere. */
    public static Problem nothingAt(HttpServerRequest request) {
        return Problem.of(ProblemType.NOT_FOUND, "there is nothing at " + QuotedText.of(request.path()));
    }

    /** The members of a problem for the response to this request. */
    public static Map<String, Object> members(Problem problem, HttpServerRequest request) {
        var members = new LinkedHashMap<>(problem.members());
        members.put("instance", request.path());
        return members;
    }

    /** Answers with the failure as a problem; closes the connection if the response has already begun. */
    public static void fail(RoutingContext exchange, Throwable failure) {
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
        boolean html = HtmlPage.isPreferred(ContentNegotiation.accepted(exchange));
        response.setStatusCode(problem.kind().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, html ? HTML : PROBLEM_JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        SecurityHeaders.always(response); // some requests fail before any route is tried
        Map<String, Object> members = members(problem, request);
        end(exchange, html ? HtmlPage.ofProblem(members).getBytes(StandardCharsets.UTF_8) : json(members));
    }

    /** Ends with this body, compressed where the client accepts that; HEAD gets only its length. */
    public static void end(RoutingContext exchange, byte[] plain) {
        HttpServerResponse response = exchange.response();
        byte[] body = GzipCoding.whole(exchange.request(), plain);
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
            var unused = response.end();
        } else {
            var unused = response.end(io.vertx.core.buffer.Buffer.buffer(body));
        }
    }

    public static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("an internal value is not JSON", ours);
        }
    }
}
