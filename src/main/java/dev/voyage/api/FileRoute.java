package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.search.FileOnDisk;
import dev.voyage.search.Searches;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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

    FileRoute(Searches searches) {
        this.searches = searches;
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

    private static void send(RoutingContext exchange, String path, FileOnDisk file) {
        HttpServerRequest request = exchange.request();
        HttpServerResponse response = exchange.response();
        var validators = new Validators('"' + file.sha256() + '"', file.modified());
        response.putHeader(HttpHeaders.ETAG, validators.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (file.modified() != null) {
            response.putHeader(HttpHeaders.LAST_MODIFIED, Validators.httpDate(file.modified()));
        }
        if (validators.unchanged(
                request.getHeader(HttpHeaders.IF_NONE_MATCH), request.getHeader(HttpHeaders.IF_MODIFIED_SINCE))) {
            var unused = response.setStatusCode(304).end();
            return;
        }
        ByteRange range = validators.sameAs(request.getHeader("If-Range"))
                ? ByteRange.of(request.getHeader("Range"), file.bytes())
                : new ByteRange.Whole();
        FileType.of(path).describe(response);
        if (range instanceof ByteRange.Unsatisfiable) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.bytes());
            response.headers().remove(HttpHeaders.CONTENT_TYPE);
            response.headers().remove(HttpHeaders.CONTENT_DISPOSITION);
            var unused = response.setStatusCode(416).end();
        } else if (range instanceof ByteRange.Part part) {
            response.setStatusCode(206)
                    .putHeader(
                            HttpHeaders.CONTENT_RANGE,
                            "bytes " + part.first() + "-" + part.last() + "/" + file.bytes());
            bytes(exchange, file, part.first(), part.length());
        } else {
            bytes(exchange, file, 0, file.bytes());
        }
    }

    private static void bytes(RoutingContext exchange, FileOnDisk file, long offset, long length) {
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        if (Exchange.isHead(exchange) || length == 0) {
            var unused = response.end();
            return;
        }
        String place = file.path().toAbsolutePath().toString();
        response.sendFile(place, offset, length).onFailure(failure -> Answers.fail(exchange, failure));
    }
}
