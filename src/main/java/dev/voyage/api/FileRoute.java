package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.search.FileOnDisk;
import dev.voyage.search.Searches;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * {@code /v1/searches/{id}/files/{path}}: the bytes of one finished file. The path is looked up in
 * the search's manifest and never made into a path of ours.
 */
@ApplicationScoped
class FileRoute {

    private final Searches searches;
    private final EventsConfig readers;

    FileRoute(Searches searches, EventsConfig readers) {
        this.searches = searches;
        this.readers = readers;
    }

    void hang(@Observes Router router) {
        Exchange.get(router, "/v1/searches/:id/files/*", this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        Query.of(exchange.request().query(), Set.of());
        String id = exchange.pathParam("id");
        String path = path(exchange.request().path());
        return Exchange.onLoop(exchange, searches.file(id, path))
                .invoke(file -> send(exchange, path, file))
                .replaceWithVoid();
    }

    /** What stands behind {@code /files/}, decoded once: {@code %2F} is a slash, a plus a plus. */
    static String path(String rawPath) {
        int at = rawPath.indexOf("/files/", "/v1/searches/".length());
        if (at < 0) {
            throw Problem.of(Kind.NOT_FOUND, "there is nothing at " + Quoted.of(rawPath));
        }
        return Percent.path(rawPath.substring(at + "/files/".length()));
    }

    private void send(RoutingContext exchange, String path, FileOnDisk file) {
        var validators = new Validators('"' + file.sha256() + '"', file.modified());
        String place = file.path().toAbsolutePath().toString();
        Portion.begin(exchange, validators, file.bytes(), true, FileType.of(path)::describe)
                .ifPresent(part -> {
                    SlowReaders.watch(exchange, readers.stalled());
                    exchange.response()
                            .sendFile(place, part.first(), part.length())
                            .onFailure(failure -> broken(exchange, path, failure));
                });
    }

    /** Most have left, or were hung up on, in the middle: everyday life, and no bug that was to be logged as one. */
    private static void broken(RoutingContext exchange, String path, Throwable failure) {
        if (exchange.response().headWritten()) {
            Log.infof("file not sent to its end file=%s problem=%s", Quoted.of(path), failure);
            exchange.response().reset();
        } else {
            Answers.fail(exchange, failure);
        }
    }
}
