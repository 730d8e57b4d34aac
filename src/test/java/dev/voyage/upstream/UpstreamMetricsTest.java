package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.politeness.CircuitBreakerConfig;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Metrics about the behaviour of hosts. */
class UpstreamMetricsTest extends HttpTestBase {

    private final List<String> told = new CopyOnWriteArrayList<>();

    private final UpstreamMetrics traffic = new UpstreamMetrics() {
        @Override
        public void throttled(String host) {
            told.add("throttled " + host);
        }

        @Override
        public void retried(String host, ProblemType why) {
            told.add("retried " + host + " " + why);
        }

        @Override
        public void rests(String host) {
            told.add("rests " + host);
        }
    };

    private VertxHttp client(CircuitBreakerConfig rest) {
        return new VertxHttp(
                vertx(),
                UpstreamSettings.USUAL,
                UpstreamSettings.GENEROUS,
                rest,
                OptionalLong.empty(),
                LOOPBACK,
                "test",
                traffic);
    }

    @Test
    void busyAnswersAndFurtherTriesAreCounted() {
        server.on("/x").answers(503).retryAfter("1").then().answers(429).then().answers(200, "text/plain", "at last");
        VertxHttp client = client(UpstreamSettings.PATIENT);
        try (var timer = new ImpatientTimer()) {
            var patience = new RetryPolicy(UpstreamSettings.USUAL, timer, traffic);
            Uni<byte[]> asked = client.ask(UpstreamRequest.get(server.uri("/x")))
                    .onItem()
                    .transformToUni(answer -> answer.bytes(100));
            within(patience.with(asked, UpstreamListener.NONE));
        }
        client.close();
        String host = Urls.authority(server.uri("/"));

        assertThat(told)
                .containsExactly(
                        "throttled " + host,
                        "retried " + host + " UNAVAILABLE",
                        "throttled " + host,
                        "retried " + host + " UNAVAILABLE");
    }

    @Test
    void aHostThatRestsIsToldOnceAndListedMeanwhile() {
        server.on("/x").answers(500);
        VertxHttp client = client(new UpstreamSettings.Rest(2, Duration.ofMinutes(1)));
        for (int i = 0; i < 3; i++) {
            problemOf(client.ask(UpstreamRequest.get(server.uri("/x"))));
        }
        String host = Urls.authority(server.uri("/"));

        assertThat(told).containsExactly("rests " + host);
        assertThat(client.resting()).containsOnlyKeys(host);
        assertThat(client.resting().get(host)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));
        client.close();
    }
}
