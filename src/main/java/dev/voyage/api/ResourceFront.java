package dev.voyage.api;

import dev.voyage.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * In front of the annotated resources: what the framework would settle otherwise than the plain routes do. Which of the
 * media types a client gets is decided here, since the framework stumbles over an Accept that is empty or has a quality of
 * 2, and takes {@code application/*} for a type; and OPTIONS is answered with what each resource takes, not with what
 * all together take that share the beginning of a path.
 */
@ApplicationScoped
class ResourceFront {

    private static final int BEHIND_THE_GUARD = -140;
    private static final List<String> JSON = List.of("application/json");
    private static final List<String> TEXT = List.of("text/plain");
    private static final List<String> XML = List.of("application/xml", "text/xml");
    private static final Map<Pattern, List<String>> OFFERED = new LinkedHashMap<>();

    static {
        OFFERED.put(Pattern.compile("/v1/searches(/[^/]+(/files)?)?/?"), JSON);
        OFFERED.put(Pattern.compile("/v1/(targets|catalogues|tickets)/?"), JSON);
        OFFERED.put(Pattern.compile("/uws/[^/]+/(phase|quote|executionduration|destruction|owner)/?"), TEXT);
        OFFERED.put(
                Pattern.compile("/uws/[^/]+/error/?"),
                List.of("application/x-votable+xml", "application/xml", "text/xml"));
        OFFERED.put(Pattern.compile("/uws(/[^/]+(/(parameters|results))?)?/?"), XML);
        OFFERED.put(Pattern.compile("/(availability|capabilities)/?"), XML);
    }

    void hang(@Observes Router router) {
        router.route().order(BEHIND_THE_GUARD).handler(ResourceFront::settle);
    }

    private static void settle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String path = exchange.normalizedPath();
        List<String> offered = offered(path);
        if (offered.isEmpty()) {
            exchange.next();
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            var unused = exchange.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, Methods.allowed(path))
                    .end();
        } else if (Methods.isRefused(path, request.method().name())) {
            exchange.next(); // whatever he would accept
        } else {
            negotiate(exchange, path, offered);
        }
    }

    private static void negotiate(RoutingContext exchange, String path, List<String> offered) {
        HttpServerRequest request = exchange.request();
        boolean reads = request.method().equals(HttpMethod.GET) || Exchange.isHead(exchange);
        String best;
        if (path.startsWith("/uws") && !reads) {
            best = "*/*"; // what is done to a job is answered by a redirection, which has no form
        } else {
            try {
                best = Negotiation.best(EventsRoute.accept(exchange), offered);
            } catch (Problem notAcceptable) {
                Answers.fail(exchange, notAcceptable);
                return;
            }
        }
        request.headers().set(HttpHeaders.ACCEPT, best);
        if (offered.size() > 1 && reads) {
            exchange.response().putHeader(HttpHeaders.VARY, "Accept");
        }
        exchange.next();
    }

    private static List<String> offered(String path) {
        return OFFERED.entrySet().stream()
                .filter(resource -> resource.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }
}
