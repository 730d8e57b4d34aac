package dev.voyage.api.web;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * A response body that is generated while it is sent, at the pace of its reader. To be called on the event loop, once headers are
 * set and before anything is written.
 */
public final class StreamedBody {

    private StreamedBody() {}

    /** For an unknown length, compressed where the client accepts that and the content is text; HEAD gets the headers only. */
    public static void send(RoutingContext exchange, StreamConfig config, Multi<Buffer> bytes) {
        boolean compressed = GzipCoding.isChosen(exchange.request());
        if (RouteSupport.isHead(exchange)) {
            var unused = exchange.response().end();
            return;
        }
        RouteSupport.openEnded(exchange);
        send(exchange, config, bytes, compressed);
    }

    /** For an unknown length, with the coding in the headers; HEAD gets the headers only. */
    public static void sendCoded(RoutingContext exchange, StreamConfig config, Multi<Buffer> bytes) {
        if (RouteSupport.isHead(exchange)) {
            var unused = exchange.response().end();
            return;
        }
        RouteSupport.openEnded(exchange);
        sendCounted(exchange, config, bytes);
    }

    /** For the length in the headers. */
    public static void sendCounted(RoutingContext exchange, StreamConfig config, Multi<Buffer> bytes) {
        send(exchange, config, bytes, false);
    }

    private static void send(RoutingContext exchange, StreamConfig config, Multi<Buffer> bytes, boolean compressed) {
        var pump = new Pump(exchange.vertx(), exchange.response(), config.stalled(), () -> {}, () -> {});
        if (compressed) {
            pump.compress();
        }
        pump.open(Buffer.buffer());
        bytes.subscribe().withSubscriber(pump);
    }
}
