package dev.voyage.api.web;

import dev.voyage.api.guard.Guard;
import dev.voyage.auth.Caller;
import dev.voyage.search.request.Submitter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The caller of a request, as authenticated by {@link Guard}. */
public final class CallerContext {

    private static final String KEY = "voyage.caller";

    private CallerContext() {}

    public static void put(RoutingContext exchange, Caller caller) {
        exchange.put(KEY, caller);
    }

    public static boolean isKnown(RoutingContext exchange) {
        return exchange.get(KEY) != null;
    }

    /** An anonymous caller if no guard has run: it owns nothing. */
    public static Caller of(RoutingContext exchange) {
        Caller caller = exchange.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("the caller has not been determined for " + exchange.normalizedPath());
        }
        return caller;
    }

    /** The key of per-client limits: the user, if known; else the address, for IPv6 the /64 network. */
    public static String counted(RoutingContext exchange) {
        Caller caller = of(exchange);
        return caller.id().isEmpty() ? address(exchange.request()) : caller.id();
    }

    /** The submitter of a search. */
    public static Submitter asker(RoutingContext exchange) {
        return new Submitter(of(exchange).id(), counted(exchange));
    }

    private static String address(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "unknown" : network(remote.hostAddress());
    }

    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        try {
            InetAddress literal = InetAddress.getByName(zone < 0 ? address : address.substring(0, zone));
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(literal.getAddress(), 0, 8) + "/64"
                    : literal.getHostAddress();
        } catch (UnknownHostException notOne) {
            return address;
        }
    }
}
