package dev.voyage.api.events;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/events?search=…&search=…}: the events of several searches on one connection, since browsers allow only six per host.
 */
@ApplicationScoped
public class MultiSearchEventsRoute implements RouteGroup {

    private static final Set<String> KNOWN = EventStreams.parametersAnd("search");

    private final SearchLookup lookup;
    private final EventStreams feed;
    private final StreamConfig config;

    public MultiSearchEventsRoute(SearchLookup lookup, EventStreams feed, StreamConfig config) {
        this.lookup = lookup;
        this.feed = feed;
        this.config = config;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.SEVERAL_EVENTS, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        QueryParameters query = QueryParameters.of(request.query(), KNOWN);
        String mediaType =
                ContentNegotiation.best(ContentNegotiation.accept(exchange), ApiEndpoint.SEVERAL_EVENTS.produces());
        StreamFormat format = StreamFormat.of(mediaType, query);
        List<String> ids = searches(query);
        CompositeCursor places = CompositeCursor.of(request.getHeader("Last-Event-ID"), query, ids);
        return RouteSupport.onLoop(exchange, lookup.searches(ids))
                .invoke(searches -> feed.stream(
                        exchange,
                        StreamSubscription.several(searches, places, format),
                        Optional.empty())) // a disconnecting reader does not cancel the searches
                .replaceWithVoid();
    }

    private List<String> searches(QueryParameters query) {
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
