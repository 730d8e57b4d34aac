package dev.voyage.api;

import io.netty.handler.codec.http2.Http2Error;
import io.quarkus.logging.Log;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** How long a request may take to come, and its answer to be taken. */
@ApplicationScoped
class RequestTimes {

    private static final int AMONG_THE_FIRST = -2900;

    private final Patience patience;
    private final EventsConfig readers;

    /** How a request may come. */
    @ConfigMapping(prefix = "voyage.requests")
    interface Patience {

        /** Longest time that the head of a request may take to come; then the connection is closed. */
        @WithDefault("20s")
        Duration head();

        /** Longest time that its body may take. */
        @WithDefault("60s")
        Duration body();

        /** How long a connection is kept on which no other request comes. */
        @WithDefault("75s")
        Duration idle();

        /** Whether HTTP/2 is spoken without TLS too, by upgrade and prior knowledge. */
        @WithDefault("false")
        boolean clearTextHttp2();
    }

    RequestTimes(Patience patience, EventsConfig readers) {
        this.patience = patience;
        this.readers = readers;
    }

    void hang(@Observes Router router) {
        router.route().order(AMONG_THE_FIRST).handler(this::watch);
    }

    private void watch(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.connection() instanceof ConnectionBase connection) {
            var channel = connection.channel();
            SlowHeads.watch(channel, patience.head(), patience.idle(), readers.stalled());
            SlowHeads.headArrived(channel);
            if (request.version() != HttpVersion.HTTP_2) { // there its streams are counted
                exchange.addEndHandler(ended -> SlowHeads.answered(channel));
            }
        }
        if (!request.isEnded()) {
            long timer = exchange.vertx().setTimer(patience.body().toMillis(), late -> tooSlow(exchange));
            exchange.addEndHandler(ended -> exchange.vertx().cancelTimer(timer));
        }
        exchange.next();
    }

    private static void tooSlow(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.isEnded()) {
            return;
        }
        Log.infof("hung up, a request did not come to an end method=%s path=%s", request.method(), request.path());
        if (request.version() == HttpVersion.HTTP_2) { // others on this connection have done nothing wrong
            exchange.response().reset(Http2Error.CANCEL.code());
        } else {
            var unused = request.connection().close();
        }
    }
}
