package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.http.Notices;
import dev.voyage.testsupport.LoopbackHttp;
import dev.voyage.testsupport.ScriptedServer;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The same over real sockets: what is sent, when things are told, and when it hangs up. */
class DatalinkOverTheWireTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ScriptedServer server = ScriptedServer.start();
    private final LoopbackHttp loopback = new LoopbackHttp();
    private final Datalink datalink =
            new Datalink(loopback.http(), loopback.patience(), Bench.reader(), Bench.CLOCK, 4);

    @AfterEach
    void stop() {
        server.close();
        loopback.close();
    }

    private AssertSubscriber<Linked> links(String target, String... ids) {
        return datalink.links(Optional.of(Bench.service(server.uri(target))), Bench.asked(ids), Notices.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(100));
    }

    private static byte[] both() {
        return Bench.table(
                        Bench.bibliography("A"),
                        Bench.directory("A", "https://a.test/d/A/"),
                        Bench.directory("B", "https://a.test/d/B/"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theFirstLinksAreToldWhileTheRestOfTheAnswerIsHeldBack() {
        var release = new CompletableFuture<Void>();
        int behindTheLastRow = new String(both(), StandardCharsets.UTF_8).indexOf("</TABLEDATA>");
        server.on("/links").answers(200, "text/xml", both()).holdsAfter(behindTheLastRow, release);

        AssertSubscriber<Linked> watcher = links("/links?k&", "A", "B").awaitItems(1, SOON);

        assertThat(watcher.getItems()).singleElement().isInstanceOfSatisfying(Linked.Found.class, f -> assertThat(
                        f.observation())
                .isEqualTo("A"));
        release.complete(null);
        assertThat(watcher.awaitCompletion(SOON).getItems())
                .extracting(Linked::observation)
                .containsExactly("A", "B");
        assertThat(server.requests()).singleElement().satisfies(r -> {
            assertThat(r.method()).isEqualTo("POST");
            assertThat(r.target()).isEqualTo("/links?k&");
            assertThat(r.bodyText()).isEqualTo("ID=A&ID=B");
        });
    }

    @Test
    void anIdForWhichTheServiceFailsDoesNotFailTheOthers() {
        server.on("/links").answersBy(200, "text/xml", request -> {
            String asked = request.method().equals("POST") ? request.bodyText() : request.query();
            return asked.contains("ID=B")
                    ? new byte[0]
                    : Bench.table(Bench.directory(asked.substring(3), "https://a.test/d/"))
                            .getBytes(StandardCharsets.UTF_8);
        });
        server.on("/down").answers(503);
        var http = new dev.voyage.http.Http() {
            @Override
            public io.smallrye.mutiny.Uni<dev.voyage.http.Answer> send(dev.voyage.http.Ask ask) {
                String all = ask.uri() + " " + ask.body();
                return loopback.http().send(all.contains("ID=B") ? dev.voyage.http.Ask.get(server.uri("/down")) : ask);
            }
        };
        var forwarded = new Datalink(http, loopback.patience(), Bench.reader(), Bench.CLOCK, 4);

        List<Linked> linked = forwarded
                .links(
                        Optional.of(Bench.service(server.uri("/links"))),
                        Bench.asked("A", "B", "C", "D", "E"),
                        Notices.NONE)
                .collect()
                .asList()
                .await()
                .atMost(SOON);

        assertThat(linked).hasSize(5);
        assertThat(linked)
                .filteredOn(Linked.Failed.class::isInstance)
                .extracting(Linked::observation)
                .containsExactly("B");
    }

    @Test
    void aServiceThatIsDownIsNotAskedForEveryId() {
        server.on("/links").answers(503);
        String[] many =
                java.util.stream.IntStream.range(0, 500).mapToObj(i -> "N" + i).toArray(String[]::new);

        List<Linked> linked = datalink.links(
                        Optional.of(Bench.service(server.uri("/links"))), Bench.asked(many), Notices.NONE)
                .collect()
                .asList()
                .await()
                .atMost(SOON);

        assertThat(linked).hasSize(500).allMatch(Linked.Failed.class::isInstance);
        assertThat(server.requests().size()).isLessThan(100);
    }

    @RepeatedTest(20) // the answer and the cancellation may cross
    void cancellingHangsUp() throws Exception {
        server.on("/links").answers(200, "text/xml", both()).stallsAfter(200);

        AssertSubscriber<Linked> watcher = links("/links", "A", "B");
        server.await("/links", 1);
        watcher.cancel();

        assertThat(server.requests().get(0).hungUp().get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void postsThatAreRefusedBecomeGets() {
        server.on("/links").answers(405).then().answersBy(200, "text/xml", request -> Bench.table(
                        Bench.directory(request.query().substring(3), "https://a.test/d/x/"))
                .getBytes(StandardCharsets.UTF_8));

        List<Linked> linked =
                links("/links", "A", "B", "C").awaitCompletion(SOON).getItems();

        assertThat(linked).hasSize(3).allSatisfy(l -> assertThat(l).isInstanceOf(Linked.Found.class));
        assertThat(server.requests()).hasSize(4);
        assertThat(server.requests().subList(1, 4))
                .extracting(r -> r.target())
                .containsExactlyInAnyOrder("/links?ID=A", "/links?ID=B", "/links?ID=C");
    }

    @Test
    void noMoreLookupsAreUnderWayThanAreAllowed() {
        server.on("/links").answers(405).then().answersBy(200, "text/xml", request -> Bench.table()
                .getBytes(StandardCharsets.UTF_8));
        var few = new Datalink(loopback.http(), loopback.patience(), Bench.reader(), Bench.CLOCK, 2);

        few.links(
                        Optional.of(Bench.service(server.uri("/links"))),
                        Bench.asked("A", "B", "C", "D", "E", "F", "G"),
                        Notices.NONE)
                .collect()
                .asList()
                .await()
                .atMost(SOON);

        assertThat(server.mostAtOnce()).isLessThanOrEqualTo(2);
        assertThat(server.requests()).hasSize(8);
    }

    @Test
    void answersAreReadToTheirEndThoughNobodyTakesTheLinks() throws Exception {
        server.on("/links").answers(200, "text/xml", both());

        AssertSubscriber<Linked> watcher = datalink.links(
                        Optional.of(Bench.service(server.uri("/links"))), Bench.asked("A", "B"), Notices.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(0));

        server.await("/links", 1).get(0).answered().get(10, TimeUnit.SECONDS);
        assertThat(watcher.getItems()).isEmpty();
        assertThat(watcher.request(2).awaitCompletion(SOON).getItems()).hasSize(2);
    }
}
