package dev.voyage.api;

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

/** How long a request may take to come. */
@ApplicationScoped
class RequestTimes {

    private static final int AMONG_THE_FIRST = -2900;

    private final Patience patience;

    /** How long a request may take to come. */
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
    }

    RequestTimes(Patience patience) {
        this.patience = patience;
    }

    void hang(@Observes Router router) {
        router.route().order(AMONG_THE_FIRST).handler(this::watch);
    }

    private void watch(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.connection() instanceof ConnectionBase connection) {
            var channel = connection.channel();
            SlowHeads.watch(channel, patience.head(), patience.idle());
            SlowHeads.headArrived(channel);
            if (request.version() != HttpVersion.HTTP_2) { // which has many on one connection
                exchange.addEndHandler(ended -> SlowHeads.answered(channel));
            }
        }
        if (!request.isEnded()) {
            long timer = exchange.vertx().setTimer(patience.body().toMillis(), late -> tooSlow(request));
            exchange.addEndHandler(ended -> exchange.vertx().cancelTimer(timer));
        }
        exchange.next();
    }

    private static void tooSlow(HttpServerRequest request) {
        if (!request.isEnded()) {
            Log.infof(
                    "connection closed, its request did not come to an end method=%s path=%s",
                    request.method(), request.path());
            var unused = request.connection().close();
        }
    }
}
