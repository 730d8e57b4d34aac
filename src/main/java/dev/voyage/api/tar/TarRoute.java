package dev.voyage.api.tar;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.files.DownloadFilename;
import dev.voyage.api.message.ByteRange;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.message.Validators;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.RangeResponse;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.StreamedBody;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * {@code /v1/searches/{id}/archive.tar}: every complete file of the search, in the order of the paths, as one tar that is never
 * stored. The same files give the same bytes, so that an interrupted transfer can be resumed.
 */
@ApplicationScoped
public class TarRoute implements RouteGroup {

    private final SearchLookup lookup;
    private final Journal journal;
    private final Searches searches;
    private final FileShelf shelf;
    private final StreamConfig config;

    public TarRoute(SearchLookup lookup, Journal journal, Searches searches, FileShelf shelf, StreamConfig config) {
        this.lookup = lookup;
        this.journal = journal;
        this.searches = searches;
        this.shelf = shelf;
        this.config = config;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.ARCHIVE, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        QueryParameters.of(exchange.request().query(), Set.of());
        String id = exchange.pathParam("id");
        Uni<Runnable> answer =
                lookup.search(id).chain(search -> survey(id).map(survey -> () -> send(exchange, search, survey)));
        return RouteSupport.onLoop(exchange, answer).invoke(Runnable::run).replaceWithVoid();
    }

    private Uni<TarLayout> survey(String id) {
        return journal.files()
                .all(id)
                .collect()
                .in(TarLayout::new, TarLayout::take)
                .map(TarLayout::done);
    }

    private void send(RoutingContext exchange, SearchRecord search, TarLayout survey) {
        // while the search runs its tar grows; only a client that names the version of its part gets the rest
        boolean settled = search.phase().isEnd();
        RangeResponse.begin(
                        exchange,
                        new Validators(survey.etag(), null),
                        survey.length(),
                        settled,
                        response -> describe(response, search))
                .ifPresent(part -> stream(exchange, search.id(), survey, part));
    }

    private void stream(RoutingContext exchange, String id, TarLayout survey, ByteRange.Part part) {
        var packing = new TarStream(
                survey, file -> shelf.open(searches.onDisk(file).kept()), Infrastructure.getDefaultWorkerPool(), part);
        StreamedBody.sendCounted(exchange, config, packing.bytes(journal.files().all(id)));
    }

    private static void describe(HttpServerResponse response, SearchRecord search) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.TAR)
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + DownloadFilename.name(search, "tar") + '"');
    }
}
