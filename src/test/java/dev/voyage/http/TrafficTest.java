package dev.voyage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Kind;
import dev.voyage.testsupport.ImpatientTimer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is counted of how hosts treat us. */
class TrafficTest extends HttpTestBase {

    private final List<String> told = new CopyOnWriteArrayList<>();

    private final Traffic traffic = new Traffic() {
        @Override
        public void throttled(String host) {
            told.add("throttled " + host);
        }

        @Override
        public void retried(String host, Kind why) {
            told.add("retried " + host + " " + why);
        }

        @Override
        public void rests(String host) {
            told.add("rests " + host);
        }
    };

    private VertxHttp client(HostRest rest) {
        return new VertxHttp(
                vertx(), Settings.USUAL, Settings.GENEROUS, rest, OptionalLong.empty(), LOOPBACK, "test", traffic);
    }

    @Test
    void busyAnswersAndFurtherTriesAreCounted() {
        server.on("/x").answers(503).retryAfter("1").then().answers(429).then().answers(200, "text/plain", "at last");
        VertxHttp client = client(Settings.PATIENT);
        try (var timer = new ImpatientTimer()) {
            var patience = new Patience(Settings.USUAL, timer, traffic);
            Uni<byte[]> asked =
                    client.ask(Ask.get(server.uri("/x"))).onItem().transformToUni(answer -> answer.bytes(100));
            within(patience.with(asked, Notices.NONE));
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
        VertxHttp client = client(new Settings.Rest(2, Duration.ofMinutes(1)));
        for (int i = 0; i < 3; i++) {
            problemOf(client.ask(Ask.get(server.uri("/x"))));
        }
        String host = Urls.authority(server.uri("/"));

        assertThat(told).containsExactly("rests " + host);
        assertThat(client.resting()).containsOnlyKeys(host);
        assertThat(client.resting().get(host)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));
        client.close();
    }
}
