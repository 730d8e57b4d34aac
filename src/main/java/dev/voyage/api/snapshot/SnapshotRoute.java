package dev.voyage.api.snapshot;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.message.Validators;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.searches.SearchView;
import dev.voyage.api.web.GzipCoding;
import dev.voyage.api.web.GzipCoding.Effort;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.StreamedBody;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.SearchRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/searches/{id}/snapshot}: the search and its events so far in one compact document, with the cursor from which the
 * stream continues. Compressed snapshots of ended searches are kept for the next client.
 */
@ApplicationScoped
public class SnapshotRoute implements RouteGroup {

    private static final int PAGE = 500;
    private static final int SLICE = 64 << 10;
    private static final long KEPT_BYTES = 32L << 20;

    private final SearchLookup lookup;
    private final Journal journal;
    private final StreamConfig config;
    private final SnapshotCache cache = new SnapshotCache(KEPT_BYTES);

    public SnapshotRoute(SearchLookup lookup, Journal journal, StreamConfig config) {
        this.lookup = lookup;
        this.journal = journal;
        this.config = config;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.SNAPSHOT, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        QueryParameters.of(exchange.request().query(), Set.of());
        return RouteSupport.onLoop(exchange, lookup.search(exchange.pathParam("id")))
                .invoke(search -> send(exchange, search))
                .replaceWithVoid();
    }

    private void send(RoutingContext exchange, SearchRecord search) {
        HttpServerResponse response = exchange.response();
        String version = search.id() + "-" + SearchView.version(search);
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.JSON).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        boolean compressed = GzipCoding.isChosen(exchange.request());
        boolean ended = search.phase().isEnd();
        if (ended) {
            var validators = new Validators("W/\"" + version + "\"", null);
            response.putHeader(HttpHeaders.ETAG, validators.etag());
            if (validators.unchanged(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH), null)) {
                response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_ENCODING);
                var unused = response.setStatusCode(304).end();
                return;
            }
        }
        if (!compressed) {
            StreamedBody.sendCoded(exchange, config, pieces(search));
            return;
        }
        Optional<Buffer> known = ended ? cache.find(version) : Optional.empty();
        if (known.isPresent() && !RouteSupport.isHead(exchange)) {
            response.putHeader(
                    HttpHeaders.CONTENT_LENGTH, Integer.toString(known.get().length()));
            StreamedBody.sendCounted(exchange, config, slices(known.get()));
            return;
        }
        // a kept one is compressed once, and sent to many clients
        Multi<Buffer> coded = compressed(pieces(search), ended ? Effort.THOROUGH : Effort.QUICK);
        StreamedBody.sendCoded(exchange, config, ended ? kept(version, coded) : coded);
    }

    /** In pieces, so that a reader that has stopped reading is noticed. */
    private static Multi<Buffer> slices(Buffer whole) {
        return Multi.createFrom()
                .range(0, (whole.length() + SLICE - 1) / SLICE)
                .map(index -> whole.slice(index * SLICE, Math.min(whole.length(), (index + 1) * SLICE)));
    }

    private static Multi<Buffer> compressed(Multi<Buffer> pieces, Effort effort) {
        return Multi.createFrom().deferred(() -> {
            var coding = new GzipCoding(effort);
            return Multi.createBy()
                    .concatenating()
                    .streams(pieces.map(coding::piece), Multi.createFrom().item(() -> coding.end(Buffer.buffer())));
        });
    }

    /** Keeps the document after its last piece, unless it is too large. */
    private Multi<Buffer> kept(String version, Multi<Buffer> coded) {
        return Multi.createFrom().deferred(() -> {
            SnapshotCache.Copy copy = cache.copy(version);
            return coded.invoke(copy::add)
                    .onCompletion()
                    .invoke(copy::keep)
                    .onTermination()
                    .invoke(copy::close);
        });
    }

    /** The document, one page of the journal after the other, on demand, on a worker. */
    private Multi<Buffer> pieces(SearchRecord search) {
        return Multi.createFrom().deferred(() -> {
            long since = search.created().toEpochMilli();
            var writer = new SnapshotWriter(since, search.phase().isEnd());
            String head = "{\"search\":" + EventCodec.text(SearchView.of(search)) + ",\"cursor\":\"" + search.id() + ":"
                    + search.lastSeq() + "\",\"since\":" + since + ",\"events\":[";
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            Multi.createFrom().item(Buffer.buffer(head)),
                            pages(search).onItem().transformToUniAndConcatenate(page -> Uni.createFrom()
                                    .item(() -> writer.events(page))
                                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())),
                            Multi.createFrom().item(Buffer.buffer("]}")));
        });
    }

    /** All events up to the last one of the record. */
    private Multi<List<JournalEntry>> pages(SearchRecord search) {
        if (search.lastSeq() == 0) {
            return Multi.createFrom().empty();
        }
        return Multi.createFrom().deferred(() -> {
            var place = new long[1];
            return Multi.createBy()
                    .repeating()
                    .uni(() -> journal.page(search.id(), place[0], PAGE).map(page -> upTo(page, search.lastSeq())))
                    .whilst(page -> {
                        place[0] = page.isEmpty()
                                ? search.lastSeq()
                                : page.get(page.size() - 1).seq();
                        return place[0] < search.lastSeq();
                    });
        });
    }

    private static List<JournalEntry> upTo(List<JournalEntry> page, long last) {
        return page.isEmpty() || page.get(page.size() - 1).seq() <= last
                ? page
                : page.stream().filter(entry -> entry.seq() <= last).toList();
    }
}
