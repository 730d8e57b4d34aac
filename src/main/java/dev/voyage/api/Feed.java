package dev.voyage.api;

import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;

/** Sends a search's events to one reader, from a cursor on, as they come, until the last. */
@ApplicationScoped
class Feed {

    private final Journal journal;
    private final Readers readers;
    private final EventsConfig config;

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
     * Streams; to be called on the event loop, before anything of the answer is written.
     *
     * @param cursor the reader's place, or null where it named none
     * @param mediaType {@code text/event-stream} or {@code application/x-ndjson}
     * @param gone run when the reader goes away before the end
     */
    void stream(RoutingContext exchange, SearchRecord search, Cursor cursor, String mediaType, Runnable gone) {
        long asked = cursor == null ? 0 : cursor.in(search.id());
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .putHeader(HttpHeaders.VARY, "Accept")
                .putHeader("X-Accel-Buffering", "no");
        if (search.phase().isEnd() && asked > 0 && asked == search.lastSeq()) {
            var unused = response.setStatusCode(204).end(); // tells an EventSource to stop
            return;
        }
        response.putHeader(
                HttpHeaders.CONTENT_TYPE,
                mediaType.equals(Frames.EVENT_STREAM) ? mediaType + ";charset=utf-8" : mediaType);
        if (Exchange.isHead(exchange)) {
            var unused = response.end();
            return;
        }
        response.setChunked(true);
        boolean sse = mediaType.equals(Frames.EVENT_STREAM);
        Buffer first = sse ? Frames.PREAMBLE.copy() : Buffer.buffer();
        if (asked > search.lastSeq()) {
            first.appendBuffer(gap(search.id(), asked, search.lastSeq(), sse));
        }
        var pump = new Pump[1];
        pump[0] = new Pump(
                exchange.vertx(), response, config.stalled(), () -> leave(gone), () -> readers.remove(pump[0]));
        readers.add(pump[0]);
        pump[0].open(first);
        if (sse) {
            pump[0].heartbeat(config.heartbeat(), Frames.HEARTBEAT);
        }
        journal.batches(search.id(), Math.min(asked, search.lastSeq()))
                .map(batch -> frames(batch, sse))
                .subscribe()
                .withSubscriber(pump[0]);
    }

    private void leave(Runnable gone) {
        if (!readers.isStopping()) { // then it is we who go, and the reader will be back
            gone.run();
        }
    }

    private static Buffer frames(List<Entry> batch, boolean sse) {
        int length = batch.stream().mapToInt(entry -> entry.length() + 96).sum();
        Buffer joined = Buffer.buffer(length);
        batch.forEach(entry -> joined.appendBuffer(frame(entry, sse)));
        return joined;
    }

    private static Buffer frame(Entry entry, boolean sse) {
        byte[] json = new byte[entry.length()];
        entry.json().get(json);
        String id = entry.isStored() ? Cursor.id(entry.search(), entry.seq()) : null;
        return sse ? Frames.sse(id, entry.type(), json) : Frames.ndjson(json);
    }

    /**
     * The reader has seen what we do not have. The frame's id is where it goes on, so that its next
     * reconnection asks for what there is.
     */
    private static Buffer gap(String search, long asked, long resumedAt, boolean sse) {
        var event = new LinkedHashMap<String, Object>();
        event.put("type", "stream.gap");
        event.put("search", search);
        event.put("time", java.time.Instant.now().toString());
        event.put("asked", asked);
        event.put("resumedAt", resumedAt);
        byte[] json = Answers.json(event);
        return sse ? Frames.sse(Cursor.id(search, resumedAt), "stream.gap", json) : Frames.ndjson(json);
    }
}
