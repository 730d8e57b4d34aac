package dev.voyage.api.files;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.StreamedBody;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.FileRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The manifest of a search as lines for other programs: {@code /v1/searches/{id}/SHA256SUMS}, the checksum of every complete
 * file, for {@code sha256sum -c}; and {@code /v1/searches/{id}/urls.txt}, the address of every selected file, complete or not,
 * for {@code wget -i} and similar programs.
 */
@ApplicationScoped
public class ManifestRoutes implements RouteGroup {

    private static final Set<String> UNWANTED = Set.of("excluded", "duplicate");

    private final SearchLookup lookup;
    private final Journal journal;
    private final StreamConfig config;

    public ManifestRoutes(SearchLookup lookup, Journal journal, StreamConfig config) {
        this.lookup = lookup;
        this.journal = journal;
        this.config = config;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.SHA256SUMS, exchange -> answer(exchange, ManifestRoutes::sum));
        RouteSupport.route(router, ApiEndpoint.URLS, exchange -> answer(exchange, ManifestRoutes::address));
    }

    /** The line of a complete file; empty for another. */
    static String sum(FileRecord file) {
        return file.isHere() ? Sha256Sums.line(file.sha256(), file.file()) : "";
    }

    /** The line of a selected file; empty for one that was excluded. */
    static String address(FileRecord file) {
        boolean unwanted = file.state() == FileRecord.State.SKIPPED && UNWANTED.contains(file.reason());
        return unwanted || file.url() == null ? "" : file.url() + "\n";
    }

    private Uni<Void> answer(RoutingContext exchange, Function<FileRecord, String> line) {
        QueryParameters.of(exchange.request().query(), Set.of());
        String id = exchange.pathParam("id");
        return RouteSupport.onLoop(exchange, lookup.search(id))
                .invoke(search -> send(exchange, id, line))
                .replaceWithVoid();
    }

    private void send(RoutingContext exchange, String id, Function<FileRecord, String> line) {
        exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        StreamedBody.send(exchange, config, journal.files().all(id).map(page -> lines(page, line)));
    }

    private static Buffer lines(List<FileRecord> page, Function<FileRecord, String> line) {
        return Buffer.buffer(page.stream().map(line).collect(Collectors.joining()));
    }
}
