package dev.voyage.api.guard;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;

/** Refuses requests that pages of other sites make through a browser, which may have access to voyage when they have not. */
final class CrossOriginCheck {

    /** No external DNS name can be one of these. */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("([a-z0-9-]+\\.)*localhost|127(\\.\\d{1,3}){3}|\\[?::1\\]?|0:0:0:0:0:0:0:1");

    private CrossOriginCheck() {}

    /**
     * @param settled whether voyage.auth is configured; if not, only requests with a host name of this machine are answered,
     *     whatever name led the browser here (DNS rebinding)
     * @param writes whether the request starts or changes something
     * @throws Problem {@code FORBIDDEN}
     */
    static void refuse(RoutingContext exchange, boolean settled, boolean writes) {
        HttpServerRequest request = exchange.request();
        String host = host(request).toLowerCase(Locale.ROOT);
        if (!settled && !THIS_MACHINE.matcher(host).matches()) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "asked for as " + QuotedText.of(host)
                            + ": where voyage.auth is not set only localhost is answered; say"
                            + " voyage.auth=none, or ask for a token");
        }
        boolean invited = exchange.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        if (writes && !invited && isForeign(request)) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "asked by a page of another site, which voyage.embed.origins does not allow (behind a proxy: it must"
                            + " pass on the name it was asked for, see docs/operating.md)");
        }
    }

    /** An unparseable value is used as it stands; clients of HTTP/1.0 need not send one. */
    private static String host(HttpServerRequest request) {
        if (request.authority() != null) {
            return request.authority().host();
        }
        String given = request.getHeader(HttpHeaders.HOST);
        return given == null ? "localhost" : given;
    }

    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site"); // which no page can set
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null
                && (request.authority() == null
                        || !origin.replaceFirst("^[a-z]+://", "")
                                .equalsIgnoreCase(request.authority().toString()));
    }
}
