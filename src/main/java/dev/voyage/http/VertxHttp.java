package dev.voyage.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Requests over HTTP/1.1 on the Vert.x client. Answers, their bodies and problems are told on an
 * event loop, one for each request: never block there.
 */
public final class VertxHttp implements Http {

    /** Apache closes after 5 idle seconds; a request sent at that moment would be lost. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int LONGEST_HEAD = 64 * 1024;

    /** As much as one read of a socket brings at most. */
    private static final int LONGEST_PIECE = 64 * 1024;

    private record Rest(int failures, Duration rest) implements HostRest {}

    private static final HostRest NEVER = new Rest(Integer.MAX_VALUE, Duration.ZERO);

    private final Wire wire;
    private final List<Loop> loops;
    private final AtomicInteger next = new AtomicInteger();

    /** One that gives no host a rest and takes as many bytes as come. */
    public VertxHttp(Vertx vertx, HttpConfig config, HostLimits limits, EgressPolicy egress, String userAgent) {
        this(vertx, config, limits, NEVER, OptionalLong.empty(), egress, userAgent, Traffic.NONE);
    }

    /**
     * @param bytesPerSecond of all answers together; empty for no limit
     * @param userAgent sent with every request, in the form of the IVOA's SoftID note
     * @param traffic told how hosts treat us
     */
    public VertxHttp(
            Vertx vertx,
            HttpConfig config,
            HostLimits limits,
            HostRest rest,
            OptionalLong bytesPerSecond,
            EgressPolicy egress,
            String userAgent,
            Traffic traffic) {
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

    VertxHttp(
            Vertx vertx,
            HttpConfig config,
            HostLimits limits,
            HostRest rest,
            OptionalLong bytesPerSecond,
            EgressPolicy egress,
            String userAgent,
            HttpClientOptions options,
            Names.Lookup lookup,
            Traffic traffic) {
        HostGate.Alarm alarm =
                (nanos, wakeUp) -> vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, id -> wakeUp.run());
        var gate = new HostGate(limits, rest, System::nanoTime, alarm);
        var bandwidth = new Bandwidth(bytesPerSecond, System::nanoTime, alarm);
        wire = new Wire(
                vertx,
                config,
                gate,
                bandwidth,
                egress,
                new Names(vertx, lookup),
                userAgent,
                Clock.systemUTC(),
                traffic);
        loops = Stream.generate(() -> loop(vertx, options)).limit(loops(limits)).toList();
    }

    /** Hosts that do nothing but fail and are left alone now, and for how long yet. */
    public Map<String, Duration> resting() {
        return wire.gate().resting();
    }

    private static int loops(HostLimits limits) {
        return Math.min(Runtime.getRuntime().availableProcessors(), limits.connections());
    }

    private static Loop loop(Vertx vertx, HttpClientOptions options) {
        HttpClient client = vertx.httpClientBuilder()
                .with(options)
                // told to whose request it was; without one it is no news
                .withConnectHandler(it -> it.exceptionHandler(broken -> {}))
                .build();
        return new Loop(vertx, ((VertxInternal) vertx).createEventLoopContext(), client);
    }

    static HttpClientOptions options(HttpConfig config, HostLimits limits) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setDecompressionSupported(false) // or lengths and ranges no longer fit
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize((limits.connections() + loops(limits) - 1) / loops(limits)) // of each loop
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setMaxChunkSize(LONGEST_PIECE);
    }

    @Override
    public Uni<Answer> send(Ask ask) {
        return Infrastructure.onUniCreation(new Send(ask, false));
    }

    @Override
    public Uni<Answer> ask(Ask ask) {
        return Infrastructure.onUniCreation(new Send(ask, true));
    }

    /** Closes all connections; what is under way fails. */
    public void close() {
        loops.forEach(loop -> loop.client().close().onFailure(alreadyClosed -> {}));
    }

    HostGate gate() {
        return wire.gate();
    }

    private final class Send extends AbstractUni<Answer> {

        private final Ask ask;
        private final boolean onlySuccess;

        Send(Ask ask, boolean onlySuccess) {
            this.ask = ask;
            this.onlySuccess = onlySuccess;
        }

        @Override
        public void subscribe(UniSubscriber<? super Answer> subscriber) {
            Loop loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
            var errand = new Errand(wire, loops, loop, ask, onlySuccess, subscriber);
            subscriber.onSubscribe(errand);
            loop.soon(errand::start);
        }
    }
}
