package dev.voyage.api.datalink;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.ExternalBaseUrl;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.StreamedBody;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.tablewriter.votable.VotableWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/searches/{id}/datalink}: the files and other links of observations, by DataLink 1.1. A VOTable of observations
 * refers to it.
 */
@ApplicationScoped
public class DatalinkRoute implements RouteGroup {

    private final SearchLookup lookup;
    private final Journal journal;
    private final StreamConfig config;

    public DatalinkRoute(SearchLookup lookup, Journal journal, StreamConfig config) {
        this.lookup = lookup;
        this.journal = journal;
        this.config = config;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.form(router, ApiEndpoint.DATALINK, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange, String parameters) {
        DatalinkQuery asked = DatalinkQuery.of(parameters);
        String base = ExternalBaseUrl.of(exchange.request());
        Uni<Runnable> answer = lookup.search(exchange.pathParam("id")).chain(search -> told(search, asked)
                .map(told -> () -> send(exchange, search, asked, told, new DatalinkRows(base, search))));
        return RouteSupport.onLoop(exchange, answer).invoke(Runnable::run).replaceWithVoid();
    }

    /** By observation; at most the maximum for one request. */
    private Uni<Map<String, Optional<ObservationEvent>>> told(SearchRecord search, DatalinkQuery asked) {
        return Multi.createFrom()
                .iterable(asked.ids())
                .onItem()
                .transformToUniAndConcatenate(id -> journal.events(search.id(), id, search.lastSeq())
                        .collect()
                        .in(LatestLinkEvent::new, LatestLinkEvent::take)
                        .map(told -> Map.entry(id, told.latest())))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private void send(
            RoutingContext exchange,
            SearchRecord search,
            DatalinkQuery asked,
            Map<String, Optional<ObservationEvent>> told,
            DatalinkRows links) {
        var response = exchange.response();
        if (response.closed()) {
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.DATALINK)
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
        StreamedBody.send(exchange, config, bytes);
    }

    /** The files, then the links without a file of their own. */
    private Multi<List<Object[]>> rows(
            SearchRecord search, String id, Optional<ObservationEvent> told, DatalinkRows links) {
        Map<String, OtherLink> fetched = DatalinkRows.fetched(told);
        Set<String> given = new HashSet<>();
        Multi<List<Object[]>> files = journal.files().all(search.id(), id).map(page -> page.stream()
                .flatMap(file -> row(file, fetched, given, links).stream())
                .toList());
        return Multi.createBy()
                .concatenating()
                .streams(files, Multi.createFrom().item(() -> links.links(id, told, given)));
    }

    private static Optional<Object[]> row(
            FileRecord file, Map<String, OtherLink> fetched, Set<String> given, DatalinkRows links) {
        Optional<OtherLink> link = Optional.ofNullable(file.url()).map(fetched::get);
        Optional<Object[]> row = links.file(file, link);
        if (link.isPresent() && row.isPresent()) {
            given.add(file.url());
        }
        return row;
    }

    private static TableMetadata table(DatalinkQuery asked) {
        return new TableMetadata(
                "links",
                "",
                DatalinkRows.COLUMNS,
                Map.of("standardID", "ivo://ivoa.net/std/DataLink#links-1.1"),
                TableMetadata.UNCOUNTED,
                asked.overflow()
                        ? Optional.of("more IDs than are answered at once; ask for the rest")
                        : Optional.empty(),
                Optional.empty());
    }

    private static Buffer written(java.util.function.Consumer<ByteSink> what) {
        var out = new ByteSink();
        what.accept(out);
        return Buffer.buffer(out.toByteArray());
    }
}
