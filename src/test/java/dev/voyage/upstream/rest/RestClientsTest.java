package dev.voyage.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.story.StoryClient;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quarkus' implementation of a typed client sends its requests only through {@link Http}. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class RestClientsTest extends HttpTestBase {

    private static final int MOST = 100;

    @Inject
    Vertx vertx;

    private Uni<UpstreamResponse> get(Http over, URI uri) {
        StoryClient client = RestClients.build(StoryClient.class, over);
        return RestCall.stream(RequestContext.NONE, null, call -> client.get(uri, null, null, null, call));
    }

    private Uni<String> text(URI uri) {
        StoryClient client = RestClients.build(StoryClient.class, http);
        return RestCall.whole(RequestContext.NONE, null, MOST, call -> client.text(uri, call));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x",
                "/x?3C%20105",
                "/x?BD%2B30%203639",
                "/x?a+b=c;d=%7e&&e",
                "/x?a[]=b&c=/?:@!$'()*,;~",
                "/~u/@;:&=+$,!*'()",
                "/x//y/?q=%7Bz%7D",
                "/a%2Fb;p=1/%7Bc%7D/"
            })
    void anAddressIsSentByteForByte(String target) {
        within(http.send(UpstreamRequest.get(server.uri(target)))).discard();
        get(http, server.uri(target)).onFailure().recoverWithNull().await().atMost(WaitLimit.TIME);

        assertThat(server.requests()).extracting(Received::target).containsExactly(target, target);
    }

    @Test
    void headersAreThoseOfAllRequests() {
        server.on("/x").answers(200);
        within(http.send(UpstreamRequest.get(server.uri("/x")))).discard();
        within(get(http, server.uri("/x"))).discard();

        List<Received> requests = server.await("/x", 2);
        assertThat(requests.get(1).headers()).isEqualTo(requests.get(0).headers());
    }

    @Test
    void aFormIsSentAsAllForms() {
        server.on("/x").answers(200);
        within(http.send(UpstreamRequest.post(server.uri("/x"), List.of(Map.entry("a", "b c&\u00e9+")))))
                .discard();
        StoryClient client = RestClients.build(StoryClient.class, http);
        within(RestCall.stream(RequestContext.NONE, null, call -> client.post(server.uri("/x"), "b c&\u00e9+", call)))
                .discard();

        List<Received> requests = server.await("/x", 2);
        assertThat(requests.get(1).bodyText())
                .isEqualTo(requests.get(0).bodyText())
                .isEqualTo("a=b%20c%26%C3%A9%2B");
        assertThat(requests.get(1).headers()).isEqualTo(requests.get(0).headers());
    }

    @Test
    void aWholeBodyGoesToTheReadersOfTheClient() throws IOException {
        server.on("/text").answers(200, "text/plain;charset=utf-8", "fine");
        server.on("/gzip").answers(200, "application/x-unheard-of", gzip("x".repeat(MOST)));
        server.on("/odd").answers(200, "no media type; at all=", "fine");
        server.on("/none").answers(204);

        assertThat(within(text(server.uri("/text")))).isEqualTo("fine");
        assertThat(within(text(server.uri("/gzip")))).hasSize(MOST);
        assertThat(within(text(server.uri("/odd")))).isEqualTo("fine");
        assertThat(within(text(server.uri("/none")))).isEmpty();
        assertNoPermitIsHeld();
    }

    @Test
    void aWholeBodyHasALimit() {
        server.on("/most").answers(200, "text/plain", "x".repeat(MOST)).chunked();
        server.on("/more").answers(200, "text/plain", "x".repeat(MOST + 1)).chunked();
        server.on("/announced").answers(200, "text/plain", "x".repeat(MOST + 1));

        assertThat(within(text(server.uri("/most")))).hasSize(MOST);
        for (String path : List.of("/more", "/announced")) {
            assertThat(problemOf(text(server.uri(path))).kind()).isEqualTo(ProblemType.TOO_LARGE);
        }
        StoryClient client = RestClients.build(StoryClient.class, http);
        Uni<UpstreamResponse> unlimited =
                RestCall.stream(RequestContext.NONE, null, call -> client.text(server.uri("/x"), call)
                        .replaceWith((UpstreamResponse) null));
        assertThatThrownBy(() -> within(unlimited)).hasStackTraceContaining("how much may be read?");
        assertThat(server.requests("/x")).isEmpty();
        assertNoPermitIsHeld();
    }

    @Test
    void anotherStatusIsTheProblemOfAllRequests() {
        server.on("/404").answers(404, "text/plain", "none");
        server.on("/503").answers(503).retryAfter("7");

        assertThat(problemOf(get(http, server.uri("/404"))).kind()).isEqualTo(ProblemType.REFUSED);
        assertThat(problemOf(text(server.uri("/404"))).members()).containsEntry("upstreamStatus", 404);
        assertThat(problemOf(text(server.uri("/503"))).retryAfter()).contains(Duration.ofSeconds(7));
        assertNoPermitIsHeld();
    }

    @Test
    void cancellingAWholeBodyHangsUp() {
        server.on("/x").answers(200, "text/plain", "0123456789").stallsAfter(3);
        var reader = text(server.uri("/x")).subscribe().withSubscriber(UniAssertSubscriber.create());
        Received request = server.await("/x", 1).get(0);
        reader.cancel();

        within(request.hungUp());
        reader.assertNotTerminated();
        assertNoPermitIsHeld();
    }

    /** The client's own transport would have sent a request: without a response, the call reaches no server. */
    @Test
    void withoutOurTransportNothingIsSent() {
        server.on("/x").answers(200);
        var cancelled = new CompletableFuture<Void>();
        Http silent = ask ->
                Uni.createFrom().<UpstreamResponse>nothing().onCancellation().invoke(() -> cancelled.complete(null));
        var silence = get(silent, server.uri("/x")).subscribe().withSubscriber(UniAssertSubscriber.create());
        within(get(http, server.uri("/x"))).discard();
        silence.assertNotTerminated().cancel();

        within(cancelled);
        assertThat(server.requests()).hasSize(1);
    }

    /** Method parameters still have the positions assumed by {@link RestInternals}. */
    @Test
    void aMethodWithoutItsCallSendsNothing() {
        StoryClient client = RestClients.build(StoryClient.class, http);

        assertThatThrownBy(() -> within(client.get(server.uri("/x"), null, null, null, null)))
                .hasStackTraceContaining("called without a " + RestCall.class.getName());
        assertThat(server.requests()).isEmpty();
    }

    /** The response has arrived, but not yet reached the caller: it would never be read. */
    @Test
    void anAnswerOnItsWayIsReleasedByCancelling() {
        var released = new CompletableFuture<Void>();
        var answers = new AtomicReference<UniEmitter<? super UpstreamResponse>>();
        Uni<UpstreamResponse> asked =
                get(ask -> Uni.createFrom().<UpstreamResponse>emitter(answers::set), URI.create("http://a.test/"));
        var outcome = new AtomicReference<Object>();
        Context loop = vertx.getOrCreateContext();
        var cancelled = new CompletableFuture<Void>();
        loop.runOnContext(started -> {
            Cancellable reader = asked.subscribe().with(outcome::set, outcome::set);
            loop.runOnContext(connected -> {
                answers.get().complete(new Held(released));
                reader.cancel();
                cancelled.complete(null);
            });
        });

        within(cancelled);
        within(released);
        assertThat(outcome.get()).isNull();
    }

    /** The metrics count by host, like all requests; the number of addresses is unbounded. */
    @Test
    void requestsAreNotCountedByAddress() {
        server.on("/x").answers(200);
        within(get(http, server.uri("/x"))).discard();

        assertThat(Metrics.globalRegistry.getMeters())
                .noneMatch(meter -> meter.getId().getName().startsWith("http.client"));
    }

    private static byte[] gzip(String text) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    private record Held(CompletableFuture<Void> released) implements UpstreamResponse {

        @Override
        public URI uri() {
            return URI.create("http://a.test/");
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public OptionalLong contentLength() {
            return OptionalLong.empty();
        }

        @Override
        public Multi<ByteBuffer> body() {
            return Multi.createFrom().nothing();
        }

        @Override
        public Uni<byte[]> bytes(int most) {
            return Uni.createFrom().nothing();
        }

        @Override
        public Uni<UpstreamResponse> successful() {
            return Uni.createFrom().item(this);
        }

        @Override
        public void discard() {
            released.complete(null);
        }
    }
}
