package dev.voyage.upstream.client;

import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpConfig;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.HostLimits;
import dev.voyage.upstream.uri.Urls;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Requests to one host of the operator, such as a store of objects. The limits for archives do not hold for it, and no other host
 * can be reached: redirects are not followed.
 */
public final class OneHostHttp {

    /** Enough for the readers and transfers of one process; each holds one as long as it reads. */
    private static final int CONNECTIONS = 256;

    private static final int REQUESTS_PER_SECOND = 10_000;

    private static final int WAITING = 10_000;

    private record Limits(int connections, int requestsPerSecond, int waiting) implements HostLimits {}

    private record Unredirected(
            Duration connectTimeout,
            Duration headTimeout,
            Duration stall,
            int redirects,
            int attempts,
            Duration firstPause,
            Duration longestPause)
            implements HttpConfig {}

    private OneHostHttp() {}

    /** The client for the host of this address. */
    public static Http to(URI base, Vertx vertx, HttpConfig config, String userAgent) {
        var direct = new Unredirected(
                config.connectTimeout(),
                config.headTimeout(),
                config.stall(),
                0,
                config.attempts(),
                config.firstPause(),
                config.longestPause());
        return new VertxHttp(
                vertx,
                direct,
                new Limits(CONNECTIONS, REQUESTS_PER_SECOND, WAITING),
                new EgressPolicy(List.of(Urls.authority(base))),
                userAgent);
    }
}
