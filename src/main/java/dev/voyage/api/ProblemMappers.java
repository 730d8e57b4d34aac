package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever a resource throws, as a problem. */
public class ProblemMappers {

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> problem(Problem problem, HttpServerRequest request) {
        return answer(problem, request).build();
    }

    /** What the framework itself refuses: no such path, method, media type. */
    @ServerExceptionMapper
    RestResponse<Map<String, Object>> refusal(WebApplicationException refusal, HttpServerRequest request) {
        int told = refusal.getResponse().getStatus();
        int status = told == 404
                        && Methods.isRefused(request.path(), request.method().name())
                ? 405
                : told;
        if (status >= 500) {
            return bug(refusal, request);
        }
        var answer = answer(refused(status, request), request);
        return status == 405
                ? answer.header(HttpHeaders.ALLOW, Methods.allowed(request.path()))
                        .build()
                : answer.build();
    }

    private static Problem refused(int status, HttpServerRequest request) {
        String what = request.method() + " " + Quoted.of(request.path());
        return switch (status) {
            case 404 -> Problem.of(Kind.NOT_FOUND, "there is nothing at " + Quoted.of(request.path()));
            case 405 -> Exchange.notAllowed(request.method().name(), Methods.allowed(request.path()));
            case 406 -> Problem.of(Kind.NOT_ACCEPTABLE, "not to be had as " + header(request, HttpHeaders.ACCEPT));
            case 413 -> Border.tooLarge(request);
            case 415 ->
                Problem.of(
                        Kind.UNSUPPORTED_MEDIA_TYPE,
                        "send application/json, not " + header(request, HttpHeaders.CONTENT_TYPE));
            default -> Problem.of(Kind.BAD_PARAMETER, "not understood: " + what);
        };
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "nothing" : Quoted.of(value);
    }

    /** Everything else is a bug of ours. */
    @ServerExceptionMapper
    RestResponse<Map<String, Object>> bug(Throwable failure, HttpServerRequest request) {
        return answer(Answers.problem(failure, request), request).build();
    }

    private static RestResponse.ResponseBuilder<Map<String, Object>> answer(
            Problem problem, HttpServerRequest request) {
        var answer = RestResponse.ResponseBuilder.<Map<String, Object>>create(
                        problem.kind().status())
                .header(HttpHeaders.CONTENT_TYPE, Answers.PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Answers.members(problem, request));
        problem.retryAfter().ifPresent(pause -> answer.header(HttpHeaders.RETRY_AFTER, pause.toSeconds()));
        return answer;
    }
}
