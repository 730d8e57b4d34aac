package dev.voyage.api;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes addresses as people type them: {@code curl 'host/v1/stream?where=exposure_a+<=+10000'} sends the {@code <} as it is,
 * which RFC 3986 has no place for. What is not legal is percent-encoded before anyone else looks at it, as browsers do.
 * Quarkus itself would refuse such an address without a word; it leaves them to us when {@link #SWITCH} is set.
 */
@ApplicationScoped
class Leniency {

    /** The system property that must be {@code true} before the HTTP server's classes are loaded. */
    static final String SWITCH = "vertx.disableURIValidation";

    private static final int BEFORE_EVERYTHING = -2000;
    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=";

    void hang(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(Leniency::legalise);
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
     * The same address with everything percent-encoded that cannot stand in one, a lone percent sign too. Bytes above
     * 127 come as one character each.
     */
    static String legal(String given) {
        var legal = new StringBuilder(given.length() + 16);
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (LEGAL.indexOf(c) >= 0 || (c == '%' && isHex(given, i + 1) && isHex(given, i + 2))) {
                legal.append(c);
            } else {
                legal.append(String.format("%%%02X", (int) c & 0xff));
            }
        }
        return legal.toString();
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128;
    }
}
