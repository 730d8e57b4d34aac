package dev.voyage.api;

import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /v1/searches/{id}/SHA256SUMS}: the sum of every file that is here, for {@code sha256sum
 * -c}.
 */
@ApplicationScoped
class SumsRoute {

    private static final int PAGE = 200;

    private final Feed feed;
    private final Journal journal;
    private final EventsConfig config;

    SumsRoute(Feed feed, Journal journal, EventsConfig config) {
        this.feed = feed;
        this.journal = journal;
        this.config = config;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/searches/:id/SHA256SUMS", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        Query.of(exchange.request().query(), Set.of());
        String id = exchange.pathParam("id");
        return Exchange.onLoop(exchange, feed.search(id))
                .invoke(search -> {
                    var response = exchange.response();
                    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=utf-8")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
                    if (Exchange.isHead(exchange)) {
                        var unused = response.end();
                        return;
                    }
                    response.setChunked(true);
                    var pump = new Pump(exchange.vertx(), response, config.stalled(), () -> {}, () -> {});
                    pump.open(Buffer.buffer());
                    lines(id).map(Buffer::buffer).subscribe().withSubscriber(pump);
                })
                .replaceWithVoid();
    }

    private Multi<String> lines(String id) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new String[] {null}, last -> page(id, last))
                .whilst(page -> page.size() == PAGE)
                .map(page -> page.stream()
                        .filter(FileRecord::isHere)
                        .map(file -> Sums.line(file.sha256(), file.file()))
                        .collect(Collectors.joining()));
    }

    private Uni<List<FileRecord>> page(String id, String[] last) {
        return journal.files(id, last[0], PAGE)
                .invoke(page -> last[0] =
                        page.isEmpty() ? last[0] : page.get(page.size() - 1).file());
    }
}
