package dev.voyage.upstream.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voyage.upstream.egress.CidrBlock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Resolves host names on a worker and caches their addresses briefly. */
public final class DnsCache {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 1000;

    /** Resolves with the system's resolver; blocks. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Vertx vertx;
    private final Lookup lookup;
    private final Cache<String, List<InetAddress>> known;

    DnsCache(Vertx vertx, Lookup lookup, LongSupplier nanoClock) {
        this.vertx = vertx;
        this.lookup = lookup;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(nanoClock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** All addresses of a host (without brackets), in the system's order; at least one. */
    Future<List<InetAddress>> resolve(String host) {
        Optional<List<InetAddress>> now = CidrBlock.literal(host).map(List::of).or(() -> remembered(host));
        return now.map(Future::succeededFuture)
                .orElseGet(() -> vertx.executeBlocking(() -> remember(host, List.of(lookup.addresses(host))), false));
    }

    private Optional<List<InetAddress>> remembered(String host) {
        return Optional.ofNullable(known.getIfPresent(host));
    }

    private List<InetAddress> remember(String host, List<InetAddress> addresses) {
        known.put(host, addresses);
        return addresses;
    }
}
