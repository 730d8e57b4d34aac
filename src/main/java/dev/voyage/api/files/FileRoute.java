package dev.voyage.api.files;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.message.PercentDecoder;
import dev.voyage.api.message.Validators;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RangeResponse;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.StreamedBody;
import dev.voyage.api.web.WriteStallHandler;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.download.shelf.ObjectShelf;
import dev.voyage.preview.PreviewRequest;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.FileOnDisk;
import dev.voyage.search.Searches;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * {@code /v1/searches/{id}/files/{path}}: the bytes of one finished file, or a preview of it. The path is looked up in the search's manifest and
 * never used as a file system path.
 */
@ApplicationScoped
public class FileRoute implements RouteGroup {

    private final Searches searches;
    private final StreamConfig readers;
    private final FilePreviews previews;
    private final FileShelf shelf;

    public FileRoute(Searches searches, StreamConfig readers, FilePreviews previews, FileShelf shelf) {
        this.shelf = shelf;
        this.searches = searches;
        this.readers = readers;
        this.previews = previews;
    }

    @Override
    public void hang(Router router) {
        RouteSupport.route(router, ApiEndpoint.FILE, this::answer);
    }

    private Uni<Void> answer(RoutingContext exchange) {
        Optional<PreviewRequest> preview = PreviewQuery.of(exchange.request().query());
        String id = exchange.pathParam("id");
        String path = path(exchange.request().path());
        return RouteSupport.onLoop(exchange, searches.file(id, path)).chain(file -> {
            if (preview.isPresent()) {
                return previews.answer(exchange, path, file, preview.get());
            }
            send(exchange, path, file);
            return Uni.createFrom().voidItem();
        });
    }

    /** The path after {@code /files/}, decoded once: {@code %2F} is a slash, a plus a plus. */
    public static String path(String rawPath) {
        int at = rawPath.indexOf("/files/", "/v1/searches/".length());
        if (at < 0) {
            throw Problem.of(ProblemType.NOT_FOUND, "there is nothing at " + QuotedText.of(rawPath));
        }
        return PercentDecoder.path(rawPath.substring(at + "/files/".length()));
    }

    private void send(RoutingContext exchange, String path, FileOnDisk file) {
        var validators = new Validators('"' + file.sha256() + '"', file.modified());
        if (shelf instanceof ObjectShelf objects) {
            sendStored(exchange, path, file, validators, objects);
            return;
        }
        String place = file.path().toAbsolutePath().toString();
        RangeResponse.begin(exchange, validators, file.bytes(), true, FileType.of(path)::describe)
                .ifPresent(part -> {
                    WriteStallHandler.watch(exchange, readers.stalled());
                    exchange.response()
                            .sendFile(place, part.first(), part.length())
                            .onFailure(failure -> broken(exchange, path, failure));
                });
    }

    private void sendStored(
            RoutingContext exchange, String path, FileOnDisk file, Validators validators, ObjectShelf objects) {
        Optional<URI> address = objects.address(file.kept(), FileType.of(path).elsewhere());
        if (address.isPresent() && !RouteSupport.isHead(exchange)) {
            var unused = exchange.response()
                    .setStatusCode(307)
                    .putHeader(HttpHeaders.LOCATION, address.get().toString())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
            return;
        }
        RangeResponse.begin(exchange, validators, file.bytes(), true, FileType.of(path)::describe)
                .ifPresent(part -> StreamedBody.sendCounted(
                        exchange,
                        readers,
                        objects.read(file.kept(), part.first(), part.length()).map(FileRoute::copy)));
    }

    private static Buffer copy(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        return Buffer.buffer(bytes);
    }

    /** Most readers disconnected, or were disconnected, during the transfer: this is normal, and not logged as a bug. */
    private static void broken(RoutingContext exchange, String path, Throwable failure) {
        if (exchange.response().headWritten()) {
            Log.infof("file not sent to its end file=%s problem=%s", QuotedText.of(path), failure);
            exchange.response().reset();
        } else {
            ProblemResponses.fail(exchange, failure);
        }
    }
}
