package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Searches;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/stream}: creates a search and streams it in one call. A reader that comes back with
 * the id of an event is attached to the search it names.
 */
@ApplicationScoped
class StreamRoute {

    private static final List<String> OFFERED = List.of(Frames.EVENT_STREAM, Frames.NDJSON);
    private static final Set<String> KNOWN = FlatForm.namesAnd("detach", "lastEventId", "after");

    private final Feed feed;
    private final Searches searches;

    StreamRoute(Feed feed, Searches searches) {
        this.feed = feed;
        this.searches = searches;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/stream", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        Query query = Query.of(request.query(), KNOWN);
        String mediaType = Negotiation.best(EventsRoute.accept(exchange), OFFERED);
        Optional<Cursor> cursor = Cursor.of(request.getHeader("Last-Event-ID"), query);
        boolean detach = query.flag("detach", true);
        SearchRequest wanted = FlatForm.read(query);
        if (cursor.isPresent() && cursor.get().search() != null) {
            return attach(exchange, cursor.get(), mediaType, detach);
        } else if (cursor.isPresent() && cursor.get().seq() > 0) {
            throw Problem.badParameter(
                    cursor.get().parameter(),
                    "only the whole id of an event, SEARCH:SEQ, says which search to go on with,"
                            + " not "
                            + cursor.get().seq());
        } else if (Exchange.isHead(exchange)) {
            Feed.describe(exchange.response(), mediaType);
            return Uni.createFrom()
                    .completionStage(() -> exchange.response().end().toCompletionStage());
        }
        return create(exchange, wanted, mediaType, detach);
    }

    private Uni<Void> attach(RoutingContext exchange, Cursor cursor, String mediaType, boolean detach) {
        return Exchange.onLoop(exchange, feed.search(cursor.search()))
                .invoke(search -> {
                    Watch watch = Watch.one(search, cursor, mediaType);
                    feed.stream(exchange, watch, mediaType, gone(search.id(), detach));
                })
                .replaceWithVoid();
    }

    private Uni<Void> create(RoutingContext exchange, SearchRequest wanted, String mediaType, boolean detach) {
        return Exchange.onLoop(exchange, searches.start(wanted, Callers.asker(exchange), null))
                .invoke(started -> {
                    String id = started.search().id();
                    Optional<Runnable> gone = gone(id, detach);
                    if (exchange.response().closed()) {
                        gone.ifPresent(Runnable::run); // the reader left while the search was being made
                        return;
                    }
                    exchange.response().putHeader(HttpHeaders.CONTENT_LOCATION, "/v1/searches/" + id + "/events");
                    feed.stream(exchange, Watch.one(started.search(), null, mediaType), mediaType, gone);
                })
                .replaceWithVoid();
    }

    private Optional<Runnable> gone(String id, boolean detach) {
        return detach ? Optional.empty() : Optional.of(() -> cancel(id));
    }

    private void cancel(String id) {
        searches.cancel(id)
                .subscribe()
                .with(
                        cancelled -> Log.infof("search cancelled, its reader left search=%s", id),
                        failure -> Log.errorf(failure, "search not cancelled search=%s", id));
    }
}
