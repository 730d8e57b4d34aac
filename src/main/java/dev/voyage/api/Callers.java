package dev.voyage.api;

import dev.voyage.access.Caller;
import dev.voyage.search.Asker;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Who asks, as {@link Guard} has found out. */
final class Callers {

    private static final String KEY = "voyage.caller";

    private Callers() {}

    static void put(RoutingContext exchange, Caller caller) {
        exchange.put(KEY, caller);
    }

    static boolean isKnown(RoutingContext exchange) {
        return exchange.get(KEY) != null;
    }

    /** Nobody where no guard has looked: then nothing is theirs. */
    static Caller of(RoutingContext exchange) {
        Caller caller = exchange.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("nobody has looked who asks for " + exchange.normalizedPath());
        }
        return caller;
    }

    /** What limits are counted by: who it is, where that is known; else the address, of IPv6 the network of 64 bits. */
    static String counted(RoutingContext exchange) {
        Caller caller = of(exchange);
        return caller.id().isEmpty() ? address(exchange.request()) : caller.id();
    }

    /** Who begins a search. */
    static Asker asker(RoutingContext exchange) {
        return new Asker(of(exchange).id(), counted(exchange));
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
