package dev.voyage.api.files;

import dev.voyage.api.message.Validators;
import dev.voyage.api.web.RangeResponse;
import dev.voyage.api.web.RouteSupport;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.api.web.WriteStallHandler;
import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.preview.FilePreview;
import dev.voyage.preview.Preview;
import dev.voyage.preview.PreviewBounds;
import dev.voyage.preview.PreviewRequest;
import dev.voyage.preview.PreviewWork;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.FileOnDisk;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Answers requests for previews of files: a few are made at a time, on workers, and kept for the next client. */
@ApplicationScoped
public class FilePreviews {

    /** Part of each ETag: a later program may draw another picture from the same bytes. */
    private static final int EDITION = 1;

    private final StreamConfig readers;
    private final PreviewBounds bounds;
    private final PreviewCache cache;
    private final PreviewTurns turns;
    private final FileShelf shelf;

    public FilePreviews(StreamConfig readers, PreviewConfig config, FileShelf shelf) {
        this.shelf = shelf;
        this.readers = readers;
        this.bounds = new PreviewBounds(config.maxBytes().asLongValue(), config.maxPixels(), config.time());
        this.cache = new PreviewCache(config.cacheBytes().asLongValue());
        this.turns = new PreviewTurns(config.atOnce());
    }

    /** Sends the preview of a file; its work ends early when the client disconnects. */
    Uni<Void> answer(RoutingContext exchange, String path, FileOnDisk file, PreviewRequest request) {
        String key = key(file, request);
        var validators = new Validators('"' + key + '"', null);
        HttpServerResponse response = exchange.response();
        if (response.closed()) {
            return Uni.createFrom().voidItem();
        }
        if (validators.unchanged(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH), null)) {
            RangeResponse.begin(exchange, validators, 0, true, unused -> {}); // a 304, whatever the size
            return Uni.createFrom().voidItem();
        }
        var work = new PreviewWork(bounds);
        exchange.addEndHandler(ended -> work.cancel());
        Uni<Preview> preview = cache.find(key)
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> turns.run(() -> made(key, path, file, request, work)));
        return RouteSupport.onLoop(exchange, preview)
                .onItem()
                .invoke(done -> send(exchange, validators, done))
                .onFailure(CancellationException.class)
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Preview> made(String key, String path, FileOnDisk file, PreviewRequest request, PreviewWork work) {
        return Uni.createFrom()
                .item(() -> {
                    work.check();
                    Optional<Preview> known = cache.find(key); // made while this request was waiting
                    return known.orElseGet(() -> drawn(key, path, file, request, work));
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Preview drawn(String key, String path, FileOnDisk file, PreviewRequest request, PreviewWork work) {
        try {
            Preview preview = FilePreview.of(shelf.open(file.kept()), request, work);
            cache.keep(key, preview);
            return preview;
        } catch (NoSuchFileException gone) {
            throw Problem.of(ProblemType.NOT_FOUND, "the file " + QuotedText.of(path) + " is not on disk", gone);
        } catch (IOException failure) {
            String reason = QuotedText.of(BlockingExecutor.reason(failure));
            throw Problem.of(ProblemType.STORAGE, "the disk says: " + reason, failure);
        }
    }

    /** Same key, same preview. */
    private static String key(FileOnDisk file, PreviewRequest request) {
        return String.join(
                "-",
                file.sha256(),
                Integer.toString(EDITION),
                request.kind().text(),
                Integer.toString(request.size()),
                request.stretch().text(),
                Integer.toString(request.hdu()),
                Integer.toString(request.bins()),
                hex(request.column().toUpperCase(Locale.ROOT)));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(RoutingContext exchange, Validators validators, Preview preview) {
        RangeResponse.begin(exchange, validators, preview.bytes().length, true, response -> response.putHeader(
                                HttpHeaders.CONTENT_TYPE, preview.mediaType())
                        .putHeader("Content-Security-Policy", FileType.SANDBOX))
                .ifPresent(part -> {
                    WriteStallHandler.watch(exchange, readers.stalled());
                    var unused = exchange.response()
                            .end(Buffer.buffer(preview.bytes())
                                    .slice((int) part.first(), (int) (part.first() + part.length())));
                });
    }
}
