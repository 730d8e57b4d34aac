package dev.voyage.api.observations;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.files.DownloadFilename;
import dev.voyage.api.message.ExternalBaseUrl;
import dev.voyage.api.message.Validators;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.StreamedBody;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.SearchRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code /v1/searches/{id}/observations}: every row of the catalogue that the search has recorded, selected or not, as JSON,
 * NDJSON, CSV, VOTable or FITS; of a running search, the rows so far.
 */
@ApplicationScoped
class ObservationsRoute implements RouteGroup {

    private final SearchLookup lookup;
    private final Journal journal;
    private final StreamConfig config;
    private final String software;

    ObservationsRoute(
            SearchLookup lookup,
            Journal journal,
            StreamConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.lookup = lookup;
        this.journal = journal;
        this.config = config;
        this.software = "voyage/" + version;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.OBSERVATIONS, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        TableQuery asked = TableQuery.of(request.query(), ContentNegotiation.accept(exchange));
        String base = ExternalBaseUrl.of(request);
        Uni<Runnable> answer = lookup.search(exchange.pathParam("id"))
                .chain(search -> TableExport.of(journal, search, asked, base, software)
                        .map(export -> () -> send(exchange, search, asked, export)));
        return RouteSupport.onLoop(exchange, answer).invoke(Runnable::run).replaceWithVoid();
    }

    private void send(RoutingContext exchange, SearchRecord search, TableQuery asked, TableExport export) {
        var response = exchange.response();
        if (response.closed() || isKnown(exchange, search, asked)) {
            return;
        }
        var passes = export.passes(); // fails before anything is written
        describe(response, search, asked);
        StreamedBody.send(exchange, config, export.bytes(passes));
    }

    /** Answers 304 if the client has this version; the rows of an ended search do not change. */
    private static boolean isKnown(RoutingContext exchange, SearchRecord search, TableQuery asked) {
        var response = exchange.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.VARY, "Accept");
        if (!search.phase().isEnd()) {
            return false;
        }
        var validators = new Validators("W/\"" + search.lastSeq() + "-" + asked.key() + "\"", null);
        response.putHeader(HttpHeaders.ETAG, validators.etag());
        boolean known = validators.unchanged(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH), null);
        if (known) {
            var unused = response.setStatusCode(304).end();
        }
        return known;
    }

    private static void describe(HttpServerResponse response, SearchRecord search, TableQuery asked) {
        TableFormat form = asked.form();
        String plain = form.mediaType() + (asked.binary() ? ";serialization=BINARY2" : "");
        String type = form == TableFormat.CSV ? "text/csv;charset=utf-8;header=present" : plain;
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (form.isShown() ? "inline" : "attachment") + "; filename=\""
                                + DownloadFilename.name(search, form.ending()) + '"');
    }
}
