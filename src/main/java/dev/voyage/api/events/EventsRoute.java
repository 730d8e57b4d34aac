package dev.voyage.api.events;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.JsonPieces;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/searches/{id}/events}: the events of one search, as a stream or in pages. */
@ApplicationScoped
public class EventsRoute implements RouteGroup {

    private static final int MOST = 1000;
    private static final Set<String> KNOWN = EventStreams.parametersAnd("limit");

    private final SearchLookup lookup;
    private final EventStreams feed;
    private final Journal journal;

    public EventsRoute(SearchLookup lookup, EventStreams feed, Journal journal) {
        this.lookup = lookup;
        this.feed = feed;
        this.journal = journal;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.EVENTS, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        QueryParameters query = QueryParameters.of(request.query(), KNOWN);
        String mediaType = ContentNegotiation.best(ContentNegotiation.accept(exchange), ApiEndpoint.EVENTS.produces());
        Optional<EventCursor> cursor = EventCursor.of(request.getHeader("Last-Event-ID"), query);
        StreamFormat format = StreamFormat.of(mediaType, query);
        int limit = query.count("limit", MOST, MOST);
        String id = exchange.pathParam("id");
        cursor.ifPresent(place -> place.in(id));
        if (mediaType.equals(MediaTypes.JSON)) {
            return page(exchange, id, cursor.map(EventCursor::seq).orElse(0L), limit, query);
        }
        return RouteSupport.onLoop(exchange, lookup.search(id))
                .invoke(search -> feed.stream(
                        exchange,
                        StreamSubscription.one(search, cursor.orElse(null), format),
                        Optional.empty())) // a disconnecting reader does not cancel the search
                .replaceWithVoid();
    }

    private Uni<Void> page(RoutingContext exchange, String id, long after, int limit, QueryParameters query) {
        return RouteSupport.onLoop(exchange, lookup.search(id).chain(search -> journal.page(id, after, limit)
                        .map(entries -> json(search, after, limit, entries, query))))
                .invoke(body -> {
                    exchange.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.JSON)
                            .putHeader(HttpHeaders.VARY, "Accept")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
                    ProblemResponses.end(exchange, body);
                })
                .replaceWithVoid();
    }

    /**
     * {@code next} is present until the page that ends with the search's last event. A cursor that does not exist yet is answered
     * with the same gap event as at the start of a stream, and {@code next} continues from its position. A page that lists types
     * of events has fewer, possibly none; {@code next} continues after the last one that was looked at.
     */
    private static byte[] json(
            SearchRecord search, long after, int limit, List<JournalEntry> entries, QueryParameters query) {
        EventTypes types = EventTypes.of(query);
        boolean isBeyond = entries.isEmpty() && after > search.lastSeq();
        long here = isBeyond ? search.lastSeq() : after;
        long last = entries.isEmpty() ? here : entries.get(entries.size() - 1).seq();
        return new JsonPieces().end(json -> {
            json.writeStartObject();
            json.writeStringField("search", search.id());
            json.writeArrayFieldStart("events");
            if (isBeyond) {
                json.writeRawValue(new String(
                        StreamSubscription.gap(search.id(), after, search.lastSeq()), StandardCharsets.UTF_8));
            }
            for (JournalEntry entry : types.in(entries)) {
                json.writeRawValue(entry.text());
            }
            json.writeEndArray();
            if (!search.phase().isEnd() || last < search.lastSeq()) {
                json.writeStringField(
                        "next",
                        ApiEndpoint.EVENTS.path(search.id()) + "?after=" + last + "&limit=" + limit
                                + (types.isAll() ? "" : "&" + EventTypes.PARAMETER + "=" + types));
            }
            json.writeEndObject();
        });
    }
}
