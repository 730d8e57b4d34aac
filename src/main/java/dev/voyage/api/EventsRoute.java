package dev.voyage.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.voyage.journal.Entry;
import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/searches/{id}/events}: the events of one search, streamed or by the page. */
@ApplicationScoped
class EventsRoute {

    private static final int MOST = 1000;
    private static final List<String> OFFERED = List.of(Frames.EVENT_STREAM, Frames.NDJSON, Frames.JSON);
    private static final JsonFactory JSON = new JsonFactory();

    private final Feed feed;
    private final Journal journal;

    EventsRoute(Feed feed, Journal journal) {
        this.feed = feed;
        this.journal = journal;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/searches/:id/events", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        Query query = Query.of(request.query(), Set.of("after", "lastEventId", "limit"));
        String mediaType = Negotiation.best(accept(exchange), OFFERED);
        Optional<Cursor> cursor = Cursor.of(request.getHeader("Last-Event-ID"), query);
        int limit = query.count("limit", MOST, MOST);
        String id = exchange.pathParam("id");
        cursor.ifPresent(place -> place.in(id));
        if (mediaType.equals(Frames.JSON)) {
            return page(exchange, id, cursor.map(Cursor::seq).orElse(0L), limit);
        }
        return Exchange.onLoop(exchange, feed.search(id))
                .invoke(search -> feed.stream(
                        exchange,
                        Watch.one(search, cursor.orElse(null), mediaType),
                        mediaType,
                        Optional.empty())) // who only watches stops nothing
                .replaceWithVoid();
    }

    private Uni<Void> page(RoutingContext exchange, String id, long after, int limit) {
        return Exchange.onLoop(exchange, feed.search(id).chain(search -> journal.page(id, after, limit)
                        .map(entries -> json(
                                search, after,
                                limit, entries))))
                .invoke(body -> {
                    exchange.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, Frames.JSON)
                            .putHeader(HttpHeaders.VARY, "Accept")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
                    Answers.end(exchange, body);
                })
                .replaceWithVoid();
    }

    /**
     * {@code next} is there until the page that ends with the search's last event. A cursor that is not there yet is
     * answered with the gap that a stream begins with, and next goes on from where it says.
     */
    private static byte[] json(SearchRecord search, long after, int limit, List<Entry> entries) {
        var bytes = new ByteArrayOutputStream();
        boolean isBeyond = entries.isEmpty() && after > search.lastSeq();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("search", search.id());
            json.writeArrayFieldStart("events");
            if (isBeyond) {
                json.writeRawValue(new String(Watch.gap(search.id(), after, search.lastSeq()), StandardCharsets.UTF_8));
            }
            for (Entry entry : entries) {
                json.writeRawValue(entry.text());
            }
            json.writeEndArray();
            long here = isBeyond ? search.lastSeq() : after;
            long last =
                    entries.isEmpty() ? here : entries.get(entries.size() - 1).seq();
            if (!search.phase().isEnd() || last < search.lastSeq()) {
                json.writeStringField(
                        "next", "/v1/searches/" + search.id() + "/events?after=" + last + "&limit=" + limit);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // in memory
        }
        return bytes.toByteArray();
    }

    static String accept(RoutingContext exchange) {
        List<String> headers = exchange.request().headers().getAll(HttpHeaders.ACCEPT);
        return headers.isEmpty() ? null : String.join(",", headers);
    }
}
