package dev.voyage.api.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.vo.PlaceParameters;
import dev.voyage.api.web.CallerContext;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.problem.Problem;
import dev.voyage.registry.NearbyCatalogues;
import dev.voyage.resolve.Resolver;
import dev.voyage.search.discovery.CatalogueDiscovery;
import dev.voyage.search.discovery.DiscoveryEvent;
import dev.voyage.search.discovery.DiscoveryRequest;
import dev.voyage.upstream.FairnessKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/discovery}: which of the catalogues around a place have something there, as they answer. Nothing is stored: the id of
 * an event says which catalogues have answered, and a reader that reconnects with it goes on with the others.
 */
@ApplicationScoped
class DiscoveryRoute implements RouteGroup {

    private static final String LIMIT = "limit";
    private static final int USUAL = 20;

    private static final Set<String> KNOWN =
            PlaceParameters.namesAnd(LIMIT, "lastEventId", "after", StreamHeartbeat.PARAMETER, "named");

    private final Resolver resolver;
    private final CatalogueDiscovery discovery;
    private final EventStreams feed;
    private final ObjectMapper json = new ObjectMapper();

    DiscoveryRoute(Resolver resolver, CatalogueDiscovery discovery, EventStreams feed) {
        this.resolver = resolver;
        this.discovery = discovery;
        this.feed = feed;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.DISCOVERY, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        QueryParameters query = QueryParameters.of(request.query(), KNOWN);
        String mediaType =
                ContentNegotiation.best(ContentNegotiation.accept(exchange), ApiEndpoint.DISCOVERY.produces());
        StreamFormat format = StreamFormat.of(mediaType, query);
        Optional<EventCursor.Given> cursor = EventCursor.given(request.getHeader("Last-Event-ID"), query);
        cursor.ifPresent(given -> CatalogueDiscovery.checkCursor(given.parameter(), given.text()));
        PlaceParameters place = PlaceParameters.in(query)
                .orElseThrow(() -> Problem.badParameter("near", "give a place, such as near=3C%20105"));
        int limit = query.count(LIMIT, USUAL, NearbyCatalogues.MOST);
        if (RouteSupport.isHead(exchange)) {
            EventStreams.describe(exchange.response(), format);
            return Uni.createFrom()
                    .completionStage(() -> exchange.response().end().toCompletionStage());
        }
        FairnessKey party = FairnessKey.of("discovery of " + CallerContext.counted(exchange));
        Uni<CatalogueDiscovery.Discovery> begun = place.place(resolver)
                .map(found -> new DiscoveryRequest(place.near(), found, limit, party))
                .chain(asked -> discovery.discover(
                        asked, cursor.map(EventCursor.Given::text).orElse(null)));
        return RouteSupport.onLoop(exchange, begun)
                .invoke(found -> {
                    if (!exchange.response().closed()) { // the reader has not left while the registry answered
                        feed.stream(
                                exchange, format, found.isOver(), found.events().map(event -> frame(event, format)));
                    }
                })
                .replaceWithVoid();
    }

    private Buffer frame(DiscoveryEvent event, StreamFormat format) {
        try {
            return format.frame(event.cursor(), event.type(), json.writeValueAsBytes(event.fields()));
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
