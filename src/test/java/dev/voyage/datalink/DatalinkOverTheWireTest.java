package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The DataLink client over real sockets: the requests, the times of the results, and closed connections. */
class DatalinkOverTheWireTest {

    private static final Duration SOON = WaitLimit.TIME;

    private final ScriptedServer server = ScriptedServer.start();
    private final LoopbackHttp loopback = new LoopbackHttp();
    private final DatalinkClient datalink =
            new DatalinkClient(loopback.http(), loopback.patience(), DatalinkBench.reader(), DatalinkBench.CLOCK, 4);

    @AfterEach
    void stop() {
        server.close();
        loopback.close();
    }

    private AssertSubscriber<LinkResult> links(String target, String... ids) {
        return datalink.links(
                        Optional.of(DatalinkBench.service(server.uri(target))),
                        DatalinkBench.asked(ids),
                        RequestContext.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(100));
    }

    private static byte[] both() {
        return DatalinkBench.table(
                        DatalinkBench.bibliography("A"),
                        DatalinkBench.directory("A", "https://a.test/d/A/"),
                        DatalinkBench.directory("B", "https://a.test/d/B/"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theFirstLinksAreToldWhileTheRestOfTheAnswerIsHeldBack() {
        var release = new CompletableFuture<Void>();
        int behindTheLastRow = new String(both(), StandardCharsets.UTF_8).indexOf("</TABLEDATA>");
        server.on("/links").answers(200, "text/xml", both()).holdsAfter(behindTheLastRow, release);

        AssertSubscriber<LinkResult> watcher = links("/links?k&", "A", "B").awaitItems(1, SOON);

        assertThat(watcher.getItems()).singleElement().isInstanceOfSatisfying(LinkResult.Found.class, f -> assertThat(
                        f.observation())
                .isEqualTo("A"));
        release.complete(null);
        assertThat(watcher.awaitCompletion(SOON).getItems())
                .extracting(LinkResult::observation)
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
                    : DatalinkBench.table(DatalinkBench.directory(asked.substring(3), "https://a.test/d/"))
                            .getBytes(StandardCharsets.UTF_8);
        });
        server.on("/down").answers(503);
        var http = new dev.voyage.upstream.Http() {
            @Override
            public io.smallrye.mutiny.Uni<dev.voyage.upstream.UpstreamResponse> send(
                    dev.voyage.upstream.UpstreamRequest ask) {
                String all = ask.uri() + " " + ask.body();
                return loopback.http()
                        .send(
                                all.contains("ID=B")
                                        ? dev.voyage.upstream.UpstreamRequest.get(server.uri("/down"))
                                        : ask);
            }
        };
        var forwarded = new DatalinkClient(http, loopback.patience(), DatalinkBench.reader(), DatalinkBench.CLOCK, 4);

        List<LinkResult> linked = forwarded
                .links(
                        Optional.of(DatalinkBench.service(server.uri("/links"))),
                        DatalinkBench.asked("A", "B", "C", "D", "E"),
                        RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(SOON);

        assertThat(linked).hasSize(5);
        assertThat(linked)
                .filteredOn(LinkResult.Failed.class::isInstance)
                .extracting(LinkResult::observation)
                .containsExactly("B");
    }

    @Test
    void aServiceThatIsDownIsNotAskedForEveryId() {
        server.on("/links").answers(503);
        String[] many =
                java.util.stream.IntStream.range(0, 500).mapToObj(i -> "N" + i).toArray(String[]::new);

        List<LinkResult> linked = datalink.links(
                        Optional.of(DatalinkBench.service(server.uri("/links"))),
                        DatalinkBench.asked(many),
                        RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(SOON);

        assertThat(linked).hasSize(500).allMatch(LinkResult.Failed.class::isInstance);
        assertThat(server.requests().size()).isLessThan(100);
    }

    @RepeatedTest(20) // the response and the cancellation may cross
    void cancellingHangsUp() throws Exception {
        server.on("/links").answers(200, "text/xml", both()).stallsAfter(200);

        AssertSubscriber<LinkResult> watcher = links("/links", "A", "B");
        server.await("/links", 1);
        watcher.cancel();

        assertThat(server.requests().get(0).hungUp().get(WaitLimit.SECONDS, TimeUnit.SECONDS))
                .isNotNull();
    }

    @Test
    void postsThatAreRefusedBecomeGets() {
        server.on("/links").answers(405).then().answersBy(200, "text/xml", request -> DatalinkBench.table(
                        DatalinkBench.directory(request.query().substring(3), "https://a.test/d/x/"))
                .getBytes(StandardCharsets.UTF_8));

        List<LinkResult> linked =
                links("/links", "A", "B", "C").awaitCompletion(SOON).getItems();

        assertThat(linked).hasSize(3).allSatisfy(l -> assertThat(l).isInstanceOf(LinkResult.Found.class));
        assertThat(server.requests()).hasSize(4);
        assertThat(server.requests().subList(1, 4))
                .extracting(r -> r.target())
                .containsExactlyInAnyOrder("/links?ID=A", "/links?ID=B", "/links?ID=C");
    }

    @Test
    void noMoreLookupsAreUnderWayThanAreAllowed() {
        server.on("/links").answers(405).then().answersBy(200, "text/xml", request -> DatalinkBench.table()
                .getBytes(StandardCharsets.UTF_8));
        var few = new DatalinkClient(
                loopback.http(), loopback.patience(), DatalinkBench.reader(), DatalinkBench.CLOCK, 2);

        few.links(
                        Optional.of(DatalinkBench.service(server.uri("/links"))),
                        DatalinkBench.asked("A", "B", "C", "D", "E", "F", "G"),
                        RequestContext.NONE)
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

        AssertSubscriber<LinkResult> watcher = datalink.links(
                        Optional.of(DatalinkBench.service(server.uri("/links"))),
                        DatalinkBench.asked("A", "B"),
                        RequestContext.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(0));

        server.await("/links", 1).get(0).answered().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
        assertThat(watcher.getItems()).isEmpty();
        assertThat(watcher.request(2).awaitCompletion(SOON).getItems()).hasSize(2);
    }

    /** A hundred thousand rows would hold up everything else on it. */
    @Test
    void rowsAreNotJudgedOnTheEventLoopOnWhichTheirTableEnded() {
        var judging = new AtomicReference<Thread>();
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                judging.set(Thread.currentThread());
                return DatalinkBench.CLOCK.instant();
            }
        };
        var observing = new DatalinkClient(loopback.http(), loopback.patience(), DatalinkBench.reader(), clock, 2);

        AssertSubscriber<LinkResult> watcher = observing
                .links(Optional.empty(), DatalinkBench.asked("A", "B"), RequestContext.NONE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(100));

        assertThat(watcher.awaitCompletion(SOON).getItems()).hasSize(2).allSatisfy(l -> assertThat(l)
                .isInstanceOf(LinkResult.Unavailable.class));
        assertThat(judging.get()).isNotNull().isNotSameAs(Thread.currentThread());
    }
}
