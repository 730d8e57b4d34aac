package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.Received;
import dev.voyage.upstream.FairnessKey;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.upstream.UpstreamListener;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.politeness.TurnListener;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Searches at the same host, from the host's point of view. */
class FairnessTest extends HttpTestBase {

    private static RequestContext of(FairnessKey key) {
        return new RequestContext(UpstreamListener.NONE, key, TraceSpan.NONE);
    }

    private static final RequestContext BIG = of(FairnessKey.of("big"));
    private static final RequestContext SMALL = of(new FairnessKey("small", Map.of("traceparent", "00-1-2-01")));

    @Test
    void aSmallSearchBesideABigOneIsDoneAfterAboutItsOwnRequests() {
        var open = new CompletableFuture<Void>();
        server.on("/gate").holdsHead(open).answers(200, "text/plain", "first");
        server.on("/big").answers(200, "text/plain", "b");
        server.on("/small").answers(200, "text/plain", "s");
        VertxHttp narrow = client(UpstreamSettings.USUAL, new UpstreamSettings.Limits(1, 100_000, 10_000));
        CompletableFuture<byte[]> first = bytes(narrow, "/gate", BIG).subscribeAsCompletionStage();
        server.await("/gate", 1);
        List<CompletableFuture<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(bytes(narrow, "/big", BIG).subscribeAsCompletionStage());
        }
        List<CompletableFuture<byte[]>> few = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            few.add(bytes(narrow, "/small", SMALL).subscribeAsCompletionStage());
        }
        open.complete(null);
        few.forEach(HttpTestBase::within);
        List<String> paths = server.requests().stream().map(Received::path).toList();

        assertThat(paths.subList(0, paths.lastIndexOf("/small") + 1)).hasSizeLessThanOrEqualTo(1 + 10 + 11);
        assertThat(server.requests("/small"))
                .allMatch(it -> it.header("traceparent").orElse("").equals("00-1-2-01"));
        all.forEach(HttpTestBase::within);
        assertThat(within(first)).hasSize(5);
        narrow.close();
    }

    @Test
    void aRequestTellsWhenItWaitsForItsTurnAndForHowLong() {
        var open = new CompletableFuture<Void>();
        server.on("/gate").holdsHead(open).answers(200, "text/plain", "first");
        server.on("/next").redirectsTo("/last");
        server.on("/last").answers(200, "text/plain", "second");
        VertxHttp narrow = client(UpstreamSettings.USUAL, new UpstreamSettings.Limits(1, 100_000, 10_000));
        CompletableFuture<byte[]> first = bytes(narrow, "/gate", BIG).subscribeAsCompletionStage();
        server.await("/gate", 1);
        var turns = new Turns();
        CompletableFuture<byte[]> second =
                bytes(narrow, "/next", SMALL.inTurn(turns)).subscribeAsCompletionStage();
        within(turns.waiting);
        assertThat(turns.all).containsExactly("waits");

        open.complete(null);
        assertThat(within(second)).hasSize(6);
        assertThat(within(first)).hasSize(5);
        assertThat(turns.all).containsExactly("waits", "proceeds", "waits", "proceeds"); // the redirect has a turn too
        narrow.close();
    }

    @Test
    void aRequestThatIsGivenUpWaitsNoLonger() {
        var open = new CompletableFuture<Void>();
        server.on("/gate").holdsHead(open).answers(200, "text/plain", "first");
        VertxHttp narrow = client(UpstreamSettings.USUAL, new UpstreamSettings.Limits(1, 100_000, 10_000));
        CompletableFuture<byte[]> first = bytes(narrow, "/gate", BIG).subscribeAsCompletionStage();
        server.await("/gate", 1);
        var turns = new Turns();
        var second = bytes(narrow, "/next", SMALL.inTurn(turns)).subscribe().with(bytes -> {});
        within(turns.waiting);
        second.cancel();

        within(turns.proceeding);
        assertThat(turns.all).containsExactly("waits", "proceeds");
        open.complete(null);
        assertThat(within(first)).hasSize(5);
        assertThat(server.requests("/next")).isEmpty();
        narrow.close();
    }

    private static final class Turns implements TurnListener {
        final List<String> all = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> waiting = new CompletableFuture<>();
        final CompletableFuture<Void> proceeding = new CompletableFuture<>();

        @Override
        public void waits() {
            all.add("waits");
            waiting.complete(null);
        }

        @Override
        public void proceeds() {
            all.add("proceeds");
            proceeding.complete(null);
        }
    }

    private Uni<byte[]> bytes(VertxHttp client, String path, RequestContext by) {
        return over(client).ask(get(server.uri(path)).by(by)).onItem().transformToUni(answer -> answer.bytes(100));
    }
}
