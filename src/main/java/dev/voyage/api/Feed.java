package dev.voyage.api;

import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Sends the events of searches to one reader, from a cursor on, as they come, until the last. */
@ApplicationScoped
class Feed {

    private final Journal journal;
    private final Readers readers;
    private final EventsConfig config;
    private final SharedFrames shared = new SharedFrames();

    Feed(Journal journal, Readers readers, EventsConfig config) {
        this.journal = journal;
        this.readers = readers;
        this.config = config;
    }

    /**
     * @return fails with {@code NOT_FOUND}
     */
    Uni<SearchRecord> search(String id) {
        return journal.find(id)
                .map(found ->
                        found.orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "there is no search " + Quoted.of(id))));
    }

    /**
     * @return all of them, in this order; fails with {@code NOT_FOUND}
     */
    Uni<List<SearchRecord>> searches(List<String> ids) {
        return journal.find(ids);
    }

    /**
     * Streams; to be called on the event loop, before anything of the answer is written.
     *
     * @param gone run when the reader goes away before the end; where it is there the stream does
     *     not rest, since a reader that rests cannot be told from one that has gone
     */
    void stream(RoutingContext exchange, Watch watch, String mediaType, Optional<Runnable> gone) {
        HttpServerResponse response = exchange.response();
        describe(response, mediaType);
        if (watch.isSeen()) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE);
            var unused = response.setStatusCode(204).end(); // tells an EventSource to stop
            return;
        }
        if (Exchange.isHead(exchange)) {
            var unused = response.end();
            return;
        }
        Exchange.openEnded(exchange);
        var pump = new Pump[1];
        pump[0] = new Pump(
                exchange.vertx(),
                response,
                config.stalled(),
                () -> gone.ifPresent(this::leave),
                () -> readers.remove(pump[0]));
        readers.add(pump[0]);
        pump[0].open(watch.preamble());
        if (watch.isSse()) {
            pump[0].heartbeat(config.heartbeat(), Frames.HEARTBEAT);
        }
        if (gone.isEmpty()) {
            Rest.after(config.longest(), ThreadLocalRandom.current()).ifPresent(pump[0]::restAfter);
        }
        watch.frames(journal, shared).subscribe(pump[0]);
    }

    /** What is said of every stream. */
    static void describe(HttpServerResponse response, String mediaType) {
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .putHeader(HttpHeaders.VARY, "Accept")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader(
                        HttpHeaders.CONTENT_TYPE,
                        mediaType.equals(Frames.EVENT_STREAM) ? mediaType + ";charset=utf-8" : mediaType);
    }

    private void leave(Runnable gone) {
        if (!readers.isStopping()) { // then it is we who go, and the reader will be back
            gone.run();
        }
    }
}
