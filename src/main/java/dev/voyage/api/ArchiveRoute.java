package dev.voyage.api;

import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * {@code /v1/searches/{id}/archive.tar}: every file of the search that is here, in the order of the
 * paths, as one tar that is never stored. The same files are the same bytes, so that a transfer
 * that broke off can be resumed.
 */
@ApplicationScoped
class ArchiveRoute {

    private final Feed feed;
    private final Journal journal;
    private final Searches searches;
    private final EventsConfig config;

    ArchiveRoute(Feed feed, Journal journal, Searches searches, EventsConfig config) {
        this.feed = feed;
        this.journal = journal;
        this.searches = searches;
        this.config = config;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/searches/:id/archive.tar", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        Query.of(exchange.request().query(), Set.of());
        String id = exchange.pathParam("id");
        Uni<Runnable> answer =
                feed.search(id).chain(search -> survey(id).map(survey -> () -> send(exchange, search, survey)));
        return Exchange.onLoop(exchange, answer).invoke(Runnable::run).replaceWithVoid();
    }

    private Uni<TarSurvey> survey(String id) {
        return journal.manifest(id)
                .collect()
                .in(TarSurvey::new, TarSurvey::take)
                .map(TarSurvey::done);
    }

    private void send(RoutingContext exchange, SearchRecord search, TarSurvey survey) {
        // while the search runs its tar grows; only who says which one he has part of gets the rest
        boolean settled = search.phase().isEnd();
        Portion.begin(
                        exchange,
                        new Validators(survey.etag(), null),
                        survey.length(),
                        settled,
                        response -> describe(response, search))
                .ifPresent(part -> stream(exchange, search.id(), survey, part));
    }

    private void stream(RoutingContext exchange, String id, TarSurvey survey, ByteRange.Part part) {
        var packing = new TarPacking(
                survey, file -> searches.onDisk(file).path(), Infrastructure.getDefaultWorkerPool(), part);
        Body.sendCounted(exchange, config, packing.bytes(journal.manifest(id)));
    }

    private static void describe(HttpServerResponse response, SearchRecord search) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/x-tar")
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + SavedAs.name(search, "tar") + '"');
    }
}
