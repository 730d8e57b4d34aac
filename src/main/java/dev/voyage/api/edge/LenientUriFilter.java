package dev.voyage.api.edge;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.coding.PercentCoding;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Accepts addresses as people type them: {@code curl 'host/v1/stream?where=exposure_a+<=+10000'} sends the {@code <} unescaped,
 * which RFC 3986 does not allow. Illegal characters are percent-encoded before any other handler sees them, as browsers do.
 * Quarkus itself would refuse such an address without a message; it passes them on when {@link #SWITCH} is set.
 */
@ApplicationScoped
class LenientUriFilter implements RouteGroup {

    /** The system property that must be {@code true} before the HTTP server's classes are loaded. */
    static final String SWITCH = "vertx.disableURIValidation";

    /** A fragment is never sent, and brackets belong to hosts only. */
    private static final String LEGAL = PercentCoding.RESERVED.replaceAll("[#\\[\\]]", "");

    @Override
    public void hang(Router router) {
        router.route().order(FilterOrder.LENIENT_URI.order()).handler(LenientUriFilter::legalise);
    }

    private static void legalise(RoutingContext exchange) {
        String given = exchange.request().uri();
        String legal = legal(given);
        if (legal.equals(given)) {
            exchange.next();
        } else {
            exchange.reroute(exchange.request().method(), legal);
        }
    }

    /**
     * The same address with every character percent-encoded that is not allowed in one, including a lone percent sign. Bytes
     * above 127 appear as one character each.
     */
    static String legal(String given) {
        var legal = new StringBuilder(given.length() + 16);
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (PercentCoding.isUnreserved(c) || LEGAL.indexOf(c) >= 0 || PercentCoding.octet(given, i) >= 0) {
                legal.append(c);
            } else {
                PercentCoding.append(legal, c & 0xff);
            }
        }
        return legal.toString();
    }
}
