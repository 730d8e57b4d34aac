package dev.voyage.api.edge;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.HtmlPage;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception of a resource to a problem. */
public class ProblemMappers {

    private final CurrentVertxRequest current;

    ProblemMappers(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerExceptionMapper
    RestResponse<Object> problem(Problem problem, HttpServerRequest request) {
        return answer(problem, request).build();
    }

    /** Requests refused by the framework itself: no such path, method, media type. */
    @ServerExceptionMapper
    RestResponse<Object> refusal(WebApplicationException refusal, HttpServerRequest request) {
        int told = refusal.getResponse().getStatus();
        Optional<ApiEndpoint> endpoint = ApiEndpoint.at(request.path());
        boolean refuses = endpoint.filter(
                        found -> !found.methods().contains(request.method().name()))
                .isPresent();
        int status = told == 404 && refuses ? 405 : told; // which of the two is the framework's choice
        if (status >= 500) {
            return bug(refusal, request);
        }
        var answer = answer(refused(status, request, endpoint), request);
        if (status == 405) {
            endpoint.ifPresent(found -> answer.header(HttpHeaders.ALLOW, found.allowed()));
        }
        return answer.build();
    }

    private static Problem refused(int status, HttpServerRequest request, Optional<ApiEndpoint> endpoint) {
        String what = request.method() + " " + QuotedText.of(request.path());
        return switch (status) {
            case 404 -> ProblemResponses.nothingAt(request);
            case 405 ->
                RouteSupport.notAllowed(
                        request.method().name(),
                        endpoint.map(ApiEndpoint::allowed).orElse("other methods"));
            case 406 ->
                Problem.of(ProblemType.NOT_ACCEPTABLE, "not available as " + header(request, HttpHeaders.ACCEPT));
            case 413 -> RequestLimitsFilter.tooLarge(request);
            case 415 ->
                Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "send "
                                + endpoint.map(found -> String.join(", ", found.consumes()))
                                        .orElse("no body") + ", not " + header(request, HttpHeaders.CONTENT_TYPE));
            default -> Problem.of(ProblemType.BAD_PARAMETER, "not understood: " + what);
        };
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "nothing" : QuotedText.of(value);
    }

    /** Any other exception is a bug of voyage. */
    @ServerExceptionMapper
    RestResponse<Object> bug(Throwable failure, HttpServerRequest request) {
        return answer(ProblemResponses.problem(failure, request), request).build();
    }

    private RestResponse.ResponseBuilder<Object> answer(Problem problem, HttpServerRequest request) {
        Map<String, Object> members = ProblemResponses.members(problem, request);
        boolean html = HtmlPage.isPreferred(ContentNegotiation.accepted(current.getCurrent()));
        var answer = RestResponse.ResponseBuilder.<Object>create(problem.kind().status())
                .header(HttpHeaders.CONTENT_TYPE, html ? ProblemResponses.HTML : ProblemResponses.PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(html ? HtmlPage.ofProblem(members) : members);
        problem.retryAfter().ifPresent(pause -> answer.header(HttpHeaders.RETRY_AFTER, pause.toSeconds()));
        return answer;
    }
}
