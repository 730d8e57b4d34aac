package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.client.VertxHttp;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Cancelling closes the connection, at any moment, and never loses a permit. */
class UpstreamCancelTest extends HttpTestBase {

    private static final Duration SOON = WaitLimit.TIME;

    @Test
    void beforeTheHead() {
        server.on("/x").stallsHead();
        UniAssertSubscriber<UpstreamResponse> reader =
                over(http).send(get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        Received request = server.await("/x", 1).get(0);
        Instant cancelled = Instant.now();
        reader.cancel();

        assertThat(within(request.hungUp())).isBefore(cancelled.plusSeconds(1));
        assertNoPermitIsHeld();
    }

    @Test
    void inTheMiddleOfTheBody() {
        server.on("/x").answersZeros(1L << 40);
        AssertSubscriber<ByteBuffer> reader = Multi.createFrom()
                .item(get(server.uri("/x")))
                .onItem()
                .transformToUniAndConcatenate(over(http)::ask)
                .onItem()
                .transformToMultiAndConcatenate(UpstreamResponse::body)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        reader.awaitItems(10, SOON);
        Instant cancelled = Instant.now();
        reader.cancel();

        assertThat(within(server.requests().get(0).hungUp())).isBefore(cancelled.plusSeconds(1));
        assertNoPermitIsHeld();
    }

    @Test
    void whileTheServerIsSilentInTheBody() {
        server.on("/x").answers(200, "text/plain", "0123456789").stallsAfter(3);
        UniAssertSubscriber<byte[]> reader = over(http)
                .ask(get(server.uri("/x")))
                .onItem()
                .transformToUni(answer -> answer.bytes(100))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        Received request = server.await("/x", 1).get(0);
        Instant cancelled = Instant.now();
        reader.cancel();

        assertThat(within(request.hungUp())).isBefore(cancelled.plusSeconds(1));
        assertNoPermitIsHeld();
    }

    @Test
    void whileQueued() {
        VertxHttp narrow = client(UpstreamSettings.USUAL, new UpstreamSettings.Limits(1, 1000, 10));
        var release = new CompletableFuture<Void>();
        server.on("/first").holdsHead(release).answers(200, "text/plain", "first");
        server.on("/third").answers(200, "text/plain", "third");
        UniAssertSubscriber<UpstreamResponse> first =
                over(narrow).send(get(server.uri("/first"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        server.await("/first", 1);
        UniAssertSubscriber<UpstreamResponse> second =
                over(narrow).send(get(server.uri("/second"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        UniAssertSubscriber<UpstreamResponse> third =
                over(narrow).send(get(server.uri("/third"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        second.cancel();
        release.complete(null);
        first.awaitItem(SOON).getItem().discard();

        third.awaitItem(SOON).getItem().discard();
        assertThat(server.requests("/second")).isEmpty();
        second.assertNotTerminated();
        narrow.close();
    }

    @Test
    void beforeAnythingWasSent() {
        server.on("/x").stallsHead(); // otherwise, on a busy machine, the response precedes the cancellation
        UniAssertSubscriber<UpstreamResponse> reader =
                over(http).send(get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        reader.cancel();

        reader.assertNotTerminated();
        assertNoPermitIsHeld();
    }

    @Test
    void atAnyMomentUnderAnyFaultPermitsAreKeptAndGivenBack() {
        VertxHttp narrow = client(
                UpstreamSettings.USUAL.stall(Duration.ofMillis(200)).head(Duration.ofMillis(200)),
                new UpstreamSettings.Limits(3, 100_000, 10_000));
        scriptEveryFault();
        var random = new Random(7);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String path = "/" + random.nextInt(FAULTS);
            int patience = random.nextInt(400);
            var end = new CompletableFuture<Void>();
            all.add(end);
            over(narrow)
                    .ask(get(server.uri(path)))
                    .onItem()
                    .transformToUni(answer -> answer.bytes(1 << 20))
                    .ifNoItem()
                    .after(Duration.ofMillis(1 + patience))
                    .fail()
                    .subscribe()
                    .with(body -> end.complete(null), failure -> end.complete(null));
        }
        all.forEach(HttpTestBase::within);

        http.close();
        http = narrow;
        assertNoPermitIsHeld();
        assertThat(text(get(server.uri("/0")))).isEqualTo("fine");
    }

    @Test
    void atMostSoManyAtOnceReachTheServer() {
        VertxHttp narrow = client(UpstreamSettings.USUAL, new UpstreamSettings.Limits(3, 100_000, 10_000));
        for (int i = 0; i < FAULTS; i++) {
            server.on("/" + i).answers(200, "text/plain", "fine").drips(2, Duration.ofMillis(1));
        }
        server.on("/1").answers(200, "text/plain", "0123456789").dropsAfter(4);
        server.on("/2").answers(503);
        server.on("/3").redirectsTo("/0");
        server.on("/4").dropsHead();
        List<Object> ends = within(Multi.createFrom()
                .range(0, 300)
                .onItem()
                .transformToUni(i -> over(narrow)
                        .ask(get(server.uri("/" + i % FAULTS)))
                        .onItem()
                        .transformToUni(answer -> answer.bytes(1000))
                        .map(body -> (Object) body)
                        .onFailure(dev.voyage.problem.Problem.class)
                        .recoverWithItem(problem -> problem))
                .merge(50)
                .collect()
                .asList());

        assertThat(ends).hasSize(300);
        assertThat(server.mostAtOnce()).isBetween(1, 3); // fewer if the faults come first
        http.close();
        http = narrow;
        assertNoPermitIsHeld();
    }

    private static final int FAULTS = 9;

    private void scriptEveryFault() {
        server.on("/0").answers(200, "text/plain", "fine");
        server.on("/1").answers(200, "text/plain", "0123456789").dropsAfter(4);
        server.on("/2").answers(503);
        server.on("/3").redirectsTo("/0");
        server.on("/4").dropsHead();
        server.on("/5").answers(200, "text/plain", "0123456789").resetsAfter(4);
        server.on("/6").answers(200, "text/plain", "0123456789").stallsAfter(4);
        server.on("/7").stallsHead();
        server.on("/8").answersZeros(1L << 40);
    }
}
