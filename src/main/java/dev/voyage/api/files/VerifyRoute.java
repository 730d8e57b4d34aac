package dev.voyage.api.files;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.Pump;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.Verification;
import dev.voyage.search.VerifiedFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * {@code POST /v1/searches/{id}/verify}: checks the files on disk and reports the result file by file, without downloads. It runs
 * at the pace of its reader and stops when the reader disconnects.
 */
@ApplicationScoped
class VerifyRoute implements RouteGroup {

    /** Each check uses the full speed of disk and CPU; more at once would only slow each other down. */
    private static final int AT_ONCE = 2;

    private static final Duration COME_BACK = Duration.ofSeconds(30);
    private final SearchLookup lookup;
    private final Function<String, Multi<VerifiedFile>> verify;
    private final StreamConfig config;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    @Inject
    VerifyRoute(SearchLookup lookup, Verification verification, StreamConfig config) {
        this(lookup, verification::verify, config);
    }

    /** @param verify checks the files of an existing search on demand; may be cancelled */
    VerifyRoute(SearchLookup lookup, Function<String, Multi<VerifiedFile>> verify, StreamConfig config) {
        this.lookup = lookup;
        this.verify = verify;
        this.config = config;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.VERIFY, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        QueryParameters.of(exchange.request().query(), Set.of());
        String mediaType = ContentNegotiation.best(ContentNegotiation.accept(exchange), ApiEndpoint.VERIFY.produces());
        String id = exchange.pathParam("id");
        return RouteSupport.onLoop(exchange, lookup.search(id))
                .invoke(search -> send(exchange, id, mediaType))
                .replaceWithVoid();
    }

    private void send(RoutingContext exchange, String id, String mediaType) {
        var response = exchange.response();
        if (response.closed()) {
            return;
        }
        if (!turns.tryAcquire()) {
            throw Problem.of(ProblemType.BUSY, "files of " + AT_ONCE + " searches are being checked already; try later")
                    .retryAfter(COME_BACK);
        }
        RouteSupport.openEnded(exchange);
        response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.VARY, "Accept")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
        boolean lines = mediaType.equals(MediaTypes.NDJSON);
        var pump = new Pump(exchange.vertx(), response, config.stalled(), () -> {}, turns::release);
        pump.open(Buffer.buffer());
        if (!lines) {
            // the check of a correct search reports nothing for a long time; a line break between two tokens has no
            // meaning in JSON
            pump.heartbeat(config.heartbeat(), Buffer.buffer("\n"));
        }
        new VerifyReport(id, lines)
                .tell(Multi.createFrom().deferred(() -> verify.apply(id)))
                .subscribe()
                .withSubscriber(pump);
    }
}
