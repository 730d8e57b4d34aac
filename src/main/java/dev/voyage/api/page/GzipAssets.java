package dev.voyage.api.page;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.web.GzipCoding;
import dev.voyage.api.web.RouteGroup;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The page's scripts and styles, compressed once each for clients that accept gzip. The server's own compression stays off: it
 * would also apply to event streams, and the kernel could no longer send files directly from disk to socket.
 */
@ApplicationScoped
class GzipAssets implements RouteGroup {

    private static final Pattern NAME = Pattern.compile("/static/(?:bundle/)?[A-Za-z0-9_-]+\\.(js|css|svg)");
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript;charset=UTF-8", "css", "text/css;charset=UTF-8", "svg", "image/svg+xml");

    private final Map<String, Buffer> packed = new ConcurrentHashMap<>();

    @Override
    public void hang(Router router) {
        router.get("/static/*").order(FilterOrder.GZIP_ASSETS.order()).handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        Matcher name = NAME.matcher(exchange.normalizedPath());
        if (!name.matches()) {
            exchange.next();
            return;
        }
        exchange.response().putHeader(HttpHeaders.VARY, "Accept-Encoding");
        if (!wanted(exchange.request())) {
            exchange.next();
            return;
        }
        String path = exchange.normalizedPath();
        Buffer known = packed.get(path);
        Future<Buffer> bytes = known == null
                ? exchange.vertx().executeBlocking(() -> pack(path), false)
                : Future.succeededFuture(known);
        bytes.onFailure(exchange::fail).onSuccess(made -> send(exchange, TYPES.get(name.group(1)), made));
    }

    /** Range and conditional requests are left to the other handlers. */
    private static boolean wanted(HttpServerRequest request) {
        return GzipCoding.isAccepted(request)
                && !request.headers().contains("Range")
                && !request.headers().contains("If-Modified-Since");
    }

    private static void send(RoutingContext exchange, String type, Buffer bytes) {
        if (bytes.length() == 0) {
            exchange.next();
            return;
        }
        var unused = exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, immutable, max-age=86400")
                .end(bytes);
    }

    /** Empty if there is no such resource; that result is not cached. */
    private Buffer pack(String path) throws IOException {
        try (InputStream resource =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + path)) {
            if (resource == null) {
                return Buffer.buffer();
            }
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                resource.transferTo(gzip);
            }
            Buffer made = Buffer.buffer(bytes.toByteArray());
            packed.put(path, made);
            return made;
        }
    }
}
