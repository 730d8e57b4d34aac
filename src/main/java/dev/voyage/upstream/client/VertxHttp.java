package dev.voyage.upstream.client;

import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpConfig;
import dev.voyage.upstream.UpstreamMetrics;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.BandwidthLimiter;
import dev.voyage.upstream.politeness.CircuitBreakerConfig;
import dev.voyage.upstream.politeness.HostLimiter;
import dev.voyage.upstream.politeness.HostLimits;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.vertx.VertxInternals;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Requests over HTTP/1.1 on the Vert.x client. Responses, bodies and problems are emitted on an event loop, one for each request:
 * never block there.
 */
public final class VertxHttp implements Http {

    /** Apache closes idle connections after 5 seconds; a request sent at that moment would be lost. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int LONGEST_HEAD = 64 * 1024;

    /** The most that one read of a socket returns. */
    private static final int LONGEST_PIECE = 64 * 1024;

    private record Rest(int failures, Duration rest) implements CircuitBreakerConfig {}

    private static final CircuitBreakerConfig NEVER = new Rest(Integer.MAX_VALUE, Duration.ZERO);

    private final ClientContext wire;
    private final List<LoopClient> loops;
    private final AtomicInteger next = new AtomicInteger();

    /** A client without circuit breaker and bandwidth limit. */
    public VertxHttp(Vertx vertx, HttpConfig config, HostLimits limits, EgressPolicy egress, String userAgent) {
        this(vertx, config, limits, NEVER, OptionalLong.empty(), egress, userAgent, UpstreamMetrics.NONE);
    }

    /**
     * @param bytesPerSecond of all responses together; empty for no limit
     * @param userAgent sent with every request, in the form of the IVOA's SoftID note
     * @param traffic counts throttling, retries and failures per host
     */
    public VertxHttp(
            Vertx vertx,
            HttpConfig config,
            HostLimits limits,
            CircuitBreakerConfig rest,
            OptionalLong bytesPerSecond,
            EgressPolicy egress,
            String userAgent,
            UpstreamMetrics traffic) {
        this(
                vertx,
                config,
                limits,
                rest,
                bytesPerSecond,
                egress,
                userAgent,
                options(config, limits),
                InetAddress::getAllByName,
                traffic);
    }

    public VertxHttp(
            Vertx vertx,
            HttpConfig config,
            HostLimits limits,
            CircuitBreakerConfig rest,
            OptionalLong bytesPerSecond,
            EgressPolicy egress,
            String userAgent,
            HttpClientOptions options,
            DnsCache.Lookup lookup,
            UpstreamMetrics traffic) {
        HostLimiter.Alarm alarm =
                (nanos, wakeUp) -> vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, id -> wakeUp.run());
        var gate = new HostLimiter(limits, rest, System::nanoTime, alarm);
        var bandwidth = new BandwidthLimiter(bytesPerSecond, System::nanoTime, alarm);
        wire = new ClientContext(
                vertx,
                config,
                gate,
                bandwidth,
                egress,
                new DnsCache(vertx, lookup, System::nanoTime),
                userAgent,
                Clock.systemUTC(),
                traffic);
        loops = Stream.generate(() -> loop(vertx, options)).limit(loops(limits)).toList();
    }

    /** Hosts that get no requests now because they keep failing, with the remaining time. */
    public Map<String, Duration> resting() {
        return wire.gate().resting();
    }

    private static int loops(HostLimits limits) {
        return Math.min(Runtime.getRuntime().availableProcessors(), limits.connections());
    }

    private static LoopClient loop(Vertx vertx, HttpClientOptions options) {
        HttpClient client = vertx.httpClientBuilder()
                .with(options)
                // reported to the request that it belongs to; without a request it can be ignored
                .withConnectHandler(it -> it.exceptionHandler(broken -> {}))
                .build();
        return new LoopClient(vertx, VertxInternals.eventLoopContext(vertx), client);
    }

    public static HttpClientOptions options(HttpConfig config, HostLimits limits) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setDecompressionSupported(false) // otherwise lengths and ranges no longer match
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize((limits.connections() + loops(limits) - 1) / loops(limits)) // per loop
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setMaxChunkSize(LONGEST_PIECE);
    }

    @Override
    public Uni<UpstreamResponse> send(UpstreamRequest ask) {
        return Infrastructure.onUniCreation(new Send(ask, false));
    }

    @Override
    public Uni<UpstreamResponse> ask(UpstreamRequest ask) {
        return Infrastructure.onUniCreation(new Send(ask, true));
    }

    @Override
    public int spare(URI uri) {
        return wire.gate().spare(Urls.authority(uri));
    }

    /** Closes all connections; running requests fail. */
    public void close() {
        loops.forEach(loop -> loop.client().close().onFailure(alreadyClosed -> {}));
    }

    public HostLimiter gate() {
        return wire.gate();
    }

    private final class Send extends AbstractUni<UpstreamResponse> {

        private final UpstreamRequest ask;
        private final boolean onlySuccess;

        Send(UpstreamRequest ask, boolean onlySuccess) {
            this.ask = ask;
            this.onlySuccess = onlySuccess;
        }

        @Override
        public void subscribe(UniSubscriber<? super UpstreamResponse> subscriber) {
            LoopClient loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
            var errand = new RequestExecution(wire, loops, loop, ask, onlySuccess, subscriber);
            subscriber.onSubscribe(errand);
            loop.soon(errand::start);
        }
    }
}
