package dev.voyage.api.events;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.web.GzipCoding;
import dev.voyage.api.web.Pump;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.journal.Journal;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Sends the events of searches to one reader, from a cursor on, as they occur, until the last. */
@ApplicationScoped
public class EventStreams {

    private final Journal journal;
    private final OpenStreams readers;
    private final StreamConfig config;
    private final FrameCache shared = new FrameCache();

    public EventStreams(Journal journal, OpenStreams readers, StreamConfig config) {
        this.journal = journal;
        this.readers = readers;
        this.config = config;
    }

    /**
     * Streams; to be called on the event loop, before any part of the response is written.
     *
     * @param gone run when the reader disconnects before the end; if present, the stream has no maximum lifetime, since a reader
     *     that was asked to reconnect cannot be distinguished from one that has disconnected
     */
    public void stream(RoutingContext exchange, StreamSubscription watch, Optional<Runnable> gone) {
        open(exchange, watch.format(), watch.isSeen(), watch.preamble(), gone)
                .ifPresent(pump -> watch.frames(journal, shared).subscribe(pump));
    }

    /**
     * Streams frames that are of no search, as {@link #stream(RoutingContext, StreamSubscription, Optional)}. They are cancelled
     * when the reader disconnects.
     *
     * @param isSeen whether the reader has all of them
     */
    void stream(RoutingContext exchange, StreamFormat format, boolean isSeen, Multi<Buffer> frames) {
        open(exchange, format, isSeen, format.preamble(), Optional.empty())
                .ifPresent(pump -> frames.subscribe().withSubscriber(pump));
    }

    /** Sends the headers and the beginning; empty if there is nothing else to send. */
    private Optional<Pump> open(
            RoutingContext exchange, StreamFormat format, boolean isSeen, Buffer preamble, Optional<Runnable> gone) {
        HttpServerResponse response = exchange.response();
        describe(response, format);
        boolean compressed = GzipCoding.isChosen(exchange.request());
        if (isSeen) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_ENCODING);
            var unused = response.setStatusCode(204).end(); // makes an EventSource stop
            return Optional.empty();
        }
        if (RouteSupport.isHead(exchange)) {
            var unused = response.end();
            return Optional.empty();
        }
        RouteSupport.openEnded(exchange);
        var pump = new Pump[1];
        pump[0] = new Pump(
                exchange.vertx(),
                response,
                config.stalled(),
                () -> gone.ifPresent(this::leave),
                () -> readers.remove(pump[0]));
        readers.add(pump[0]);
        if (compressed) {
            pump[0].compress();
        }
        pump[0].open(preamble);
        if (format.sse()) {
            pump[0].heartbeat(config.heartbeat(), format.beat());
        }
        if (gone.isEmpty()) {
            StreamLifetime.after(config.longest(), ThreadLocalRandom.current()).ifPresent(pump[0]::restAfter);
        }
        return Optional.of(pump[0]);
    }

    /** The query parameters of every stream, and others. */
    static Set<String> parametersAnd(String... others) {
        var names = new HashSet<>(StreamFormat.PARAMETERS);
        names.addAll(Set.of("after", "lastEventId"));
        names.addAll(List.of(others));
        return Set.copyOf(names);
    }

    /** Sets the headers of every stream. */
    static void describe(HttpServerResponse response, StreamFormat format) {
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .putHeader(HttpHeaders.VARY, "Accept")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType() + (format.sse() ? ";charset=utf-8" : ""));
        if (format.sse()) {
            response.putHeader(
                    "X-SSE-Content-Type", MediaTypes.JSON); // the Quarkus REST client accepts no event without it
        }
    }

    private void leave(Runnable gone) {
        if (!readers.isStopping()) { // otherwise the server is stopping, and the reader will reconnect
            gone.run();
        }
    }
}
