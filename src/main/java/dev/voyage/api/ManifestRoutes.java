package dev.voyage.api;

import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The manifest of a search as lines for other programs: {@code /v1/searches/{id}/SHA256SUMS}, the
 * sum of every file that is here, for {@code sha256sum -c}; and {@code /v1/searches/{id}/urls.txt},
 * the address of every file that is wanted, here or not, for {@code wget -i} and its like.
 */
@ApplicationScoped
class ManifestRoutes {

    private static final Set<String> UNWANTED = Set.of("excluded", "duplicate");

    private final Feed feed;
    private final Journal journal;
    private final EventsConfig config;

    ManifestRoutes(Feed feed, Journal journal, EventsConfig config) {
        this.feed = feed;
        this.journal = journal;
        this.config = config;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/searches/:id/SHA256SUMS", exchange -> answer(exchange, ManifestRoutes::sum));
        Exchange.get(router, "/v1/searches/:id/urls.txt", exchange -> answer(exchange, ManifestRoutes::address));
    }

    /** The line of a file that is here; nothing for another. */
    static String sum(FileRecord file) {
        return file.isHere() ? Sums.line(file.sha256(), file.file()) : "";
    }

    /** The line of a file that is wanted; nothing for one that was left out on purpose. */
    static String address(FileRecord file) {
        boolean unwanted = file.state() == FileRecord.State.SKIPPED && UNWANTED.contains(file.reason());
        return unwanted || file.url() == null ? "" : file.url() + "\n";
    }

    private Uni<Void> answer(RoutingContext exchange, Function<FileRecord, String> line) {
        Query.of(exchange.request().query(), Set.of());
        String id = exchange.pathParam("id");
        return Exchange.onLoop(exchange, feed.search(id))
                .invoke(search -> send(exchange, id, line))
                .replaceWithVoid();
    }

    private void send(RoutingContext exchange, String id, Function<FileRecord, String> line) {
        exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        Body.send(exchange, config, journal.manifest(id).map(page -> lines(page, line)));
    }

    private static Buffer lines(List<FileRecord> page, Function<FileRecord, String> line) {
        return Buffer.buffer(page.stream().map(line).collect(Collectors.joining()));
    }
}
