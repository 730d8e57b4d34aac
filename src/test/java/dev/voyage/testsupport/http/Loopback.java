package dev.voyage.testsupport.http;

import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpConfig;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.HostLimits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** The real client, for servers on this machine. */
public final class Loopback implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final VertxHttp http = new VertxHttp(
            vertx, new Impatient(), new Generous(), new EgressPolicy(List.of("127.0.0.1")), "voyage/test");

    public Http http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private record Impatient() implements HttpConfig {
        @Override
        public Duration connectTimeout() {
            return WaitLimit.TIME;
        }

        @Override
        public Duration headTimeout() {
            return WaitLimit.TIME;
        }

        @Override
        public Duration stall() {
            return WaitLimit.TIME;
        }

        @Override
        public int redirects() {
            return 5;
        }

        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public Duration firstPause() {
            return Duration.ofMillis(1);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofMillis(1);
        }
    }

    private record Generous() implements HostLimits {
        @Override
        public int connections() {
            return 16;
        }

        @Override
        public int requestsPerSecond() {
            return 1000;
        }

        @Override
        public int waiting() {
            return 1000;
        }
    }
}
