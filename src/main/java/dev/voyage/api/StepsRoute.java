package dev.voyage.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.journal.SearchRecord;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code POST /v1/searches/{id}/pause}, {@code resume}, {@code pin}, {@code unpin}: the search as it
 * is then; {@code retry}: the new search.
 */
@ApplicationScoped
class StepsRoute {

    private final Searches searches;
    private final ObjectMapper json;

    StepsRoute(Searches searches, ObjectMapper json) {
        this.searches = searches;
        this.json = json;
    }

    void hang(@Observes Router router) {
        hang(router, "pause", id -> searches.pause(id).map(this::view));
        hang(router, "resume", id -> searches.resume(id).map(this::view));
        hang(router, "pin", id -> searches.pin(id, true).map(this::view));
        hang(router, "unpin", id -> searches.pin(id, false).map(this::view));
        Exchange.post(router, "/v1/searches/:id/retry", this::retry);
    }

    private SearchView view(SearchRecord search) {
        return SearchView.of(search, searches.placeInLine(search.id()));
    }

    private void hang(Router router, String step, Function<String, Uni<SearchView>> take) {
        Exchange.post(router, "/v1/searches/:id/" + step, exchange -> {
            Query.of(exchange.request().query(), Set.of());
            return Exchange.onLoop(exchange, take.apply(exchange.pathParam("id")))
                    .invoke(search -> send(exchange, search))
                    .replaceWithVoid();
        });
    }

    private Uni<Void> retry(RoutingContext exchange) {
        Query.of(exchange.request().query(), Set.of());
        return Exchange.onLoop(exchange, searches.retry(exchange.pathParam("id"), Callers.asker(exchange)))
                .invoke(started -> {
                    SearchView search = view(started.search());
                    exchange.response().setStatusCode(202).putHeader(HttpHeaders.LOCATION, search.href());
                    send(exchange, search);
                })
                .replaceWithVoid();
    }

    private void send(RoutingContext exchange, SearchView search) {
        exchange.response().putHeader(HttpHeaders.CONTENT_TYPE, Frames.JSON);
        try {
            Answers.end(exchange, json.writeValueAsBytes(search));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a search is no JSON", ours);
        }
    }
}
