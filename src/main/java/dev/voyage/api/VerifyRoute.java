package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.search.Verification;
import dev.voyage.search.VerifiedFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * {@code POST /v1/searches/{id}/verify}: looks at what is on disk and says what is right, file by
 * file, downloading nothing. It goes on at the pace of its reader and stops when he leaves.
 */
@ApplicationScoped
class VerifyRoute {

    /** Each reads the disk and computes sums as fast as both go; more would only slow each other. */
    private static final int AT_ONCE = 2;

    private static final Duration COME_BACK = Duration.ofSeconds(30);
    private static final List<String> OFFERED = List.of(Frames.JSON, Frames.NDJSON);

    /** Stands between two tokens, where JSON does not mind. */
    private static final Buffer HEARTBEAT = Buffer.buffer("\n");

    private final Feed feed;
    private final Function<String, Multi<VerifiedFile>> verify;
    private final EventsConfig config;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    @Inject
    VerifyRoute(Feed feed, Verification verification, EventsConfig config) {
        this(feed, verification::verify, config);
    }

    /**
     * @param verify checks the files of a search that exists, as they are asked for; may be
     *     cancelled
     */
    VerifyRoute(Feed feed, Function<String, Multi<VerifiedFile>> verify, EventsConfig config) {
        this.feed = feed;
        this.verify = verify;
        this.config = config;
    }

    void hang(@Observes Router router) {
        Exchange.post(router, "/v1/searches/:id/verify", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        Query.of(exchange.request().query(), Set.of());
        String mediaType = Negotiation.best(EventsRoute.accept(exchange), OFFERED);
        String id = exchange.pathParam("id");
        return Exchange.onLoop(exchange, feed.search(id))
                .invoke(search -> send(exchange, id, mediaType))
                .replaceWithVoid();
    }

    private void send(RoutingContext exchange, String id, String mediaType) {
        var response = exchange.response();
        if (response.closed()) {
            return;
        }
        if (!turns.tryAcquire()) {
            throw Problem.of(Kind.BUSY, "files of " + AT_ONCE + " searches are being checked already; try later")
                    .retryAfter(COME_BACK);
        }
        Exchange.openEnded(exchange);
        response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.VARY, "Accept")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
        boolean lines = mediaType.equals(Frames.NDJSON);
        var pump = new Pump(exchange.vertx(), response, config.stalled(), () -> {}, turns::release);
        pump.open(Buffer.buffer());
        if (!lines) {
            pump.heartbeat(config.heartbeat(), HEARTBEAT); // a search that is all right is long silent
        }
        new VerifyReport(id, lines)
                .tell(Multi.createFrom().deferred(() -> verify.apply(id)))
                .subscribe()
                .withSubscriber(pump);
    }
}
