package dev.voyage.api.events;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.searches.SearchQueryParser;
import dev.voyage.api.web.CallerContext;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
import dev.voyage.search.request.SearchRequest;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/stream}: creates a search and streams it in one call. A reader that reconnects with the id of an event is attached
 * to the search it names.
 */
@ApplicationScoped
class StreamRoute implements RouteGroup {

    private static final Set<String> KNOWN =
            SearchQueryParser.namesAnd(EventStreams.parametersAnd("detach").toArray(String[]::new));

    private final SearchLookup lookup;
    private final EventStreams feed;
    private final Searches searches;

    StreamRoute(SearchLookup lookup, EventStreams feed, Searches searches) {
        this.lookup = lookup;
        this.feed = feed;
        this.searches = searches;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.STREAM, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        QueryParameters query = QueryParameters.of(request.query(), KNOWN);
        String mediaType = ContentNegotiation.best(ContentNegotiation.accept(exchange), ApiEndpoint.STREAM.produces());
        Optional<EventCursor> cursor = EventCursor.of(request.getHeader("Last-Event-ID"), query);
        boolean detach = query.flag("detach", true);
        StreamFormat format = StreamFormat.of(mediaType, query);
        SearchRequest wanted = SearchQueryParser.read(query);
        if (cursor.isPresent() && cursor.get().search() != null) {
            return attach(exchange, cursor.get(), format, detach);
        } else if (cursor.isPresent() && cursor.get().seq() > 0) {
            throw Problem.badParameter(
                    cursor.get().parameter(),
                    "only the whole id of an event, SEARCH:SEQ, identifies the search to resume,"
                            + " not "
                            + cursor.get().seq());
        } else if (RouteSupport.isHead(exchange)) {
            EventStreams.describe(exchange.response(), format);
            return Uni.createFrom()
                    .completionStage(() -> exchange.response().end().toCompletionStage());
        }
        return create(exchange, wanted, format, detach);
    }

    private Uni<Void> attach(RoutingContext exchange, EventCursor cursor, StreamFormat format, boolean detach) {
        return RouteSupport.onLoop(exchange, lookup.search(cursor.search()))
                .invoke(search -> {
                    StreamSubscription watch = StreamSubscription.one(search, cursor, format);
                    feed.stream(exchange, watch, gone(search.id(), detach));
                })
                .replaceWithVoid();
    }

    private Uni<Void> create(RoutingContext exchange, SearchRequest wanted, StreamFormat format, boolean detach) {
        return RouteSupport.onLoop(exchange, searches.start(wanted, CallerContext.asker(exchange), null))
                .invoke(started -> {
                    String id = started.search().id();
                    Optional<Runnable> gone = gone(id, detach);
                    if (exchange.response().closed()) {
                        gone.ifPresent(Runnable::run); // the reader disconnected while the search was being created
                        return;
                    }
                    exchange.response().putHeader(HttpHeaders.CONTENT_LOCATION, ApiEndpoint.EVENTS.path(id));
                    feed.stream(exchange, StreamSubscription.one(started.search(), null, format), gone);
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
