package dev.voyage.testsupport.http;

import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpConfig;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.HostLimits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real client, restricted to this machine, without waiting for pauses. */
public final class LoopbackHttp implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final ImpatientTimer timer = new ImpatientTimer();
    private final HttpConfig config;
    private final VertxHttp http;

    public LoopbackHttp() {
        this(WaitLimit.TIME);
    }

    /** With a timeout for heads and for silent bodies. */
    public LoopbackHttp(Duration silence) {
        config = new Quick(silence);
        http = new VertxHttp(vertx, config, new Wide(), new EgressPolicy(List.of("127.0.0.1")), "voyage-test");
    }

    public Http http() {
        return http;
    }

    public RetryPolicy patience() {
        return new RetryPolicy(config, timer);
    }

    /** Four attempts, with minimal pauses. */
    public static RetryPolicy patience(ImpatientTimer timer) {
        return new RetryPolicy(new Quick(WaitLimit.TIME), timer);
    }

    @Override
    public void close() {
        http.close();
        timer.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException unclosed) {
            throw new IllegalStateException(unclosed);
        }
    }

    private record Quick(Duration silence) implements HttpConfig {
        @Override
        public Duration connectTimeout() {
            return WaitLimit.TIME;
        }

        @Override
        public Duration headTimeout() {
            return silence;
        }

        @Override
        public Duration stall() {
            return silence;
        }

        @Override
        public int redirects() {
            return 5;
        }

        @Override
        public int attempts() {
            return 4;
        }

        @Override
        public Duration firstPause() {
            return Duration.ofMillis(1);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofMillis(20);
        }
    }

    private record Wide() implements HostLimits {
        @Override
        public int connections() {
            return 4;
        }

        @Override
        public int requestsPerSecond() {
            return 10_000;
        }

        @Override
        public int waiting() {
            return 10_000;
        }
    }
}
