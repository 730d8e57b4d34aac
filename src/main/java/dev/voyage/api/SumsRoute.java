package dev.voyage.api;

import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import dev.voyage.problem.Problem;
import dev.voyage.search.Searches;
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

/**
 * {@code /v1/searches/{id}/SHA256SUMS}: the sum of every file that is here, for {@code sha256sum
 * -c}.
 */
@ApplicationScoped
class SumsRoute {

    private static final int PAGE = 200;

    private final Feed feed;
    private final Journal journal;
    private final Searches searches;
    private final EventsConfig config;

    SumsRoute(Feed feed, Journal journal, Searches searches, EventsConfig config) {
        this.feed = feed;
        this.journal = journal;
        this.searches = searches;
        this.config = config;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/searches/:id/SHA256SUMS", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        Query.of(exchange.request().query(), Set.of());
        String id = exchange.pathParam("id");
        return Exchange.onLoop(exchange, feed.search(id))
                .invoke(
                        search -> {
                            var response = exchange.response();
                            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=utf-8")
                                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
                            if (Exchange.isHead(exchange)) {
                                var unused = response.end();
                                return;
                            }
                            response.setChunked(true);
                            var pump =
                                    new Pump(
                                            exchange.vertx(),
                                            response,
                                            config.stalled(),
                                            () -> {},
                                            () -> {});
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
                .onItem()
                .<FileRecord>disjoint()
                .select()
                .where(SumsRoute::mayBeHere)
                .onItem()
                .transformToMultiAndConcatenate(file -> line(id, file));
    }

    private Uni<List<FileRecord>> page(String id, String[] last) {
        return journal.files(id, last[0], PAGE)
                .invoke(
                        page ->
                                last[0] =
                                        page.isEmpty()
                                                ? last[0]
                                                : page.get(page.size() - 1).file());
    }

    private static boolean mayBeHere(FileRecord file) {
        return file.state() == FileRecord.State.COMPLETED
                || (file.state() == FileRecord.State.SKIPPED && "unchanged".equals(file.reason()));
    }

    /** The line of a file; nothing where it went away since. */
    private Multi<String> line(String id, FileRecord file) {
        if (file.sha256() != null) {
            return Multi.createFrom().item(Sums.line(file.sha256(), file.file()));
        }
        return searches.file(id, file.file())
                .map(found -> Sums.line(found.sha256(), file.file()))
                .toMulti()
                .onFailure(Problem.class)
                .recoverWithCompletion();
    }
}
