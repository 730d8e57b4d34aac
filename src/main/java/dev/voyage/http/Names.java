package dev.voyage.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Host names and their addresses, asked for on a worker and remembered for a moment. */
final class Names {

    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST = 1000;

    /** Asks the system; blocks. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private record Known(List<InetAddress> addresses, long sinceNanos) {}

    private final Vertx vertx;
    private final Lookup lookup;
    private final Map<String, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    Names(Vertx vertx, Lookup lookup) {
        this.vertx = vertx;
        this.lookup = lookup;
    }

    /** All addresses of a host (without brackets), in the system's order; at least one. */
    Future<List<InetAddress>> resolve(String host) {
        Optional<List<InetAddress>> now = Network.literal(host).map(List::of).or(() -> remembered(host));
        return now.map(Future::succeededFuture)
                .orElseGet(() -> vertx.executeBlocking(() -> remember(host, List.of(lookup.addresses(host))), false));
    }

    private synchronized Optional<List<InetAddress>> remembered(String host) {
        Known one = known.get(host);
        boolean fresh = one != null && System.nanoTime() - one.sinceNanos() < KEPT_NANOS;
        return fresh ? Optional.of(one.addresses()) : Optional.empty();
    }

    private synchronized List<InetAddress> remember(String host, List<InetAddress> addresses) {
        known.remove(host); // so that it goes to the young end
        known.put(host, new Known(addresses, System.nanoTime()));
        return addresses;
    }
}
