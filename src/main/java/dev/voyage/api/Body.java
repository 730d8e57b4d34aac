package dev.voyage.api;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * The body of an answer that is made while it is sent, at the pace of its reader. To be called on
 * the event loop, once headers are set and before anything is written.
 */
final class Body {

    private Body() {}

    /** Of a length that nobody knows beforehand; HEAD gets the headers only. */
    static void send(RoutingContext exchange, EventsConfig config, Multi<Buffer> bytes) {
        if (Exchange.isHead(exchange)) {
            var unused = exchange.response().end();
            return;
        }
        Exchange.openEnded(exchange);
        sendCounted(exchange, config, bytes);
    }

    /** Of the length that the headers say. */
    static void sendCounted(RoutingContext exchange, EventsConfig config, Multi<Buffer> bytes) {
        var pump = new Pump(exchange.vertx(), exchange.response(), config.stalled(), () -> {}, () -> {});
        pump.open(Buffer.buffer());
        bytes.subscribe().withSubscriber(pump);
    }
}
