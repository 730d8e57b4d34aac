package dev.voyage.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchRecord;
import dev.voyage.tables.Bytes;
import dev.voyage.tables.Table;
import dev.voyage.tables.VotableWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/searches/{id}/datalink}: the files and other links of observations, by DataLink 1.1. A
 * VOTable of observations says that it is there.
 */
@ApplicationScoped
class LinksRoute {

    private final Feed feed;
    private final Journal journal;
    private final EventsConfig config;

    LinksRoute(Feed feed, Journal journal, EventsConfig config) {
        this.feed = feed;
        this.journal = journal;
        this.config = config;
    }

    void hang(@Observes Router router) {
        Exchange.form(router, "/v1/searches/:id/datalink", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange, String parameters) {
        LinksAsked asked = LinksAsked.of(parameters);
        String base = Address.of(exchange.request());
        Uni<Runnable> answer = feed.search(exchange.pathParam("id")).chain(search -> told(search, asked)
                .map(told -> () -> send(exchange, search, asked, told, new LinkRows(base, search))));
        return Exchange.onLoop(exchange, answer).invoke(Runnable::run).replaceWithVoid();
    }

    /** By observation; at most as many as may be asked at once. */
    private Uni<Map<String, Optional<JsonNode>>> told(SearchRecord search, LinksAsked asked) {
        return Multi.createFrom()
                .iterable(asked.ids())
                .onItem()
                .transformToUniAndConcatenate(id -> journal.told(search.id(), id, search.lastSeq())
                        .collect()
                        .in(LinksTold::new, LinksTold::take)
                        .map(told -> Map.entry(id, told.latest())))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private void send(
            RoutingContext exchange,
            SearchRecord search,
            LinksAsked asked,
            Map<String, Optional<JsonNode>> told,
            LinkRows links) {
        var response = exchange.response();
        if (response.closed()) {
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/x-votable+xml;content=datalink")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        var writer = VotableWriter.tabledata(table(asked));
        Multi<List<Object[]>> rows = Multi.createFrom()
                .iterable(asked.ids())
                .onItem()
                .transformToMultiAndConcatenate(id -> rows(search, id, told.get(id), links));
        Multi<Buffer> bytes = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> written(writer::begin)),
                        rows.map(page -> written(out -> page.forEach(row -> writer.row(row, out)))),
                        Multi.createFrom().item(() -> written(writer::end)))
                .filter(buffer -> buffer.length() > 0);
        Body.send(exchange, config, bytes);
    }

    private Multi<List<Object[]>> rows(SearchRecord search, String id, Optional<JsonNode> told, LinkRows links) {
        Multi<List<Object[]>> files = journal.manifest(search.id(), id).map(page -> page.stream()
                .map((FileRecord file) -> links.file(file))
                .flatMap(Optional::stream)
                .toList());
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(() -> links.links(id, told)), files);
    }

    private static Table table(LinksAsked asked) {
        return new Table(
                "links",
                "",
                LinkRows.COLUMNS,
                Map.of("standardID", "ivo://ivoa.net/std/DataLink#links-1.1"),
                Table.UNCOUNTED,
                asked.overflow()
                        ? Optional.of("more IDs than are answered at once; ask for the rest")
                        : Optional.empty(),
                Optional.empty());
    }

    private static Buffer written(java.util.function.Consumer<Bytes> what) {
        var out = new Bytes();
        what.accept(out);
        return Buffer.buffer(out.toByteArray());
    }
}
