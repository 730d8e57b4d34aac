package dev.voyage.api;

import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code /v1/searches/{id}/observations}: every row of the catalogue that the search has told, kept
 * or not, as JSON, NDJSON, CSV, VOTable or FITS; of a search that runs, those that are there now.
 */
@ApplicationScoped
class ObservationsRoute {

    private final Feed feed;
    private final Journal journal;
    private final EventsConfig config;
    private final String software;

    ObservationsRoute(
            Feed feed,
            Journal journal,
            EventsConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.feed = feed;
        this.journal = journal;
        this.config = config;
        this.software = "voyage/" + version;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/searches/:id/observations", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        var request = exchange.request();
        TableAsked asked = TableAsked.of(request.query(), EventsRoute.accept(exchange));
        String base = Address.of(request);
        Uni<Runnable> answer = feed.search(exchange.pathParam("id")).chain(search -> {
            RowsAsked rows = RowsAsked.of(search, asked);
            Uni<ToldColumns> columns = journal.told(search.id(), ToldColumns.TYPES, search.lastSeq(), Long.MAX_VALUE)
                    .collect()
                    .in(() -> new ToldColumns(rows), ToldColumns::take);
            return columns.chain(told -> rows.count(search, journal).map(there -> {
                var table = new ObservationsTable(search, told, asked, there, base, software);
                return () -> send(exchange, search, asked, rows, table);
            }));
        });
        return Exchange.onLoop(exchange, answer).invoke(Runnable::run).replaceWithVoid();
    }

    private void send(
            RoutingContext exchange, SearchRecord search, TableAsked asked, RowsAsked rows, ObservationsTable table) {
        var response = exchange.response();
        if (response.closed() || isKnown(exchange, search, asked)) {
            return;
        }
        var passes = table.passes(); // fails before anything is written
        describe(response, search, asked);
        Body.send(exchange, config, new ObservationRows(journal, search, rows, table.rows()).bytes(passes));
    }

    /** Answers 304 where the client has it; the rows of a search that has ended stay what they are. */
    private static boolean isKnown(RoutingContext exchange, SearchRecord search, TableAsked asked) {
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

    private static void describe(HttpServerResponse response, SearchRecord search, TableAsked asked) {
        TableForm form = asked.form();
        String plain = form.mediaType() + (asked.binary() ? ";serialization=BINARY2" : "");
        String type = form == TableForm.CSV ? "text/csv;charset=utf-8;header=present" : plain;
        response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (form.isShown() ? "inline" : "attachment") + "; filename=\""
                                + SavedAs.name(search, form.ending()) + '"');
    }
}
