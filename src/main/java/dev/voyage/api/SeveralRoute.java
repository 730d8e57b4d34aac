package dev.voyage.api;

import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/events?search=…&search=…}: the events of several searches on one connection, of which
 * browsers have six to a host.
 */
@ApplicationScoped
class SeveralRoute {

    private static final List<String> OFFERED = List.of(Frames.EVENT_STREAM, Frames.NDJSON);

    private final Feed feed;
    private final EventsConfig config;

    SeveralRoute(Feed feed, EventsConfig config) {
        this.feed = feed;
        this.config = config;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/events", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        Query query = Query.of(request.query(), Set.of("search", "after", "lastEventId"));
        String mediaType = Negotiation.best(EventsRoute.accept(exchange), OFFERED);
        List<String> ids = searches(query);
        Places places = Places.of(request.getHeader("Last-Event-ID"), query, ids);
        return Exchange.onLoop(exchange, feed.searches(ids))
                .invoke(searches -> feed.stream(
                        exchange,
                        Watch.several(searches, places, mediaType),
                        mediaType,
                        Optional.empty())) // who only watches stops nothing
                .replaceWithVoid();
    }

    private List<String> searches(Query query) {
        List<String> ids = query.all("search").stream().distinct().toList();
        if (ids.isEmpty()) {
            throw Problem.badParameter("search", "search is missing: give the id of each search to be watched");
        }
        if (ids.size() > config.searches()) {
            throw Problem.badParameter(
                    "search",
                    "search names " + ids.size() + " searches; one connection carries " + config.searches()
                            + " at most");
        }
        return ids;
    }
}
