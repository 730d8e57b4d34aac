package dev.voyage.api.edge;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.vertx.VertxInternals;
import io.netty.handler.codec.http2.Http2Error;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;

/** Limits the time for a request to arrive, and for its response to be read. */
@ApplicationScoped
public class RequestTimeouts implements RouteGroup {

    private final Patience patience;
    private final StreamConfig readers;

    /** The timeouts of requests. */
    @ConfigMapping(prefix = "voyage.requests")
    public interface Patience {

        /** Timeout for the head of a request; then the connection is closed. */
        @WithDefault("20s")
        Duration head();

        /** Timeout for the body of a request. */
        @WithDefault("60s")
        Duration body();

        /** Time after which a connection without requests is closed. */
        @WithDefault("75s")
        Duration idle();

        /** Whether HTTP/2 is offered without TLS, by upgrade and prior knowledge. */
        @WithDefault("false")
        boolean clearTextHttp2();
    }

    public RequestTimeouts(Patience patience, StreamConfig readers) {
        this.patience = patience;
        this.readers = readers;
    }

    /** Guards the server before the first request: a connection that never completes one is closed as well. */
    void guard(@ObservesAsync HttpServerStart started, Vertx vertx, HttpServer server) {
        logged(guard(vertx, server.getPort()));
    }

    void guard(@ObservesAsync HttpsServerStart started, Vertx vertx, HttpServer server) {
        logged(guard(vertx, server.getSecurePort()));
    }

    private static void logged(Future<Void> guarded) {
        guarded.onFailure(failure -> Log.error("slow connections are not closed", failure));
    }

    /**
     * @param port must be bound
     * @return completes when every connection is watched
     */
    public Future<Void> guard(Vertx vertx, int port) {
        return ServerChannels.listening(
                vertx,
                port,
                server -> HeaderTimeoutHandler.guard(server, patience.head(), patience.idle(), readers.stalled()),
                connection ->
                        HeaderTimeoutHandler.adopt(connection, patience.head(), patience.idle(), readers.stalled()));
    }

    @Override
    public void hang(Router router) {
        router.route().order(FilterOrder.REQUEST_TIMEOUTS.order()).handler(this::watch);
    }

    private void watch(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        VertxInternals.channel(request.connection()).ifPresent(channel -> {
            HeaderTimeoutHandler.watch(channel, patience.head(), patience.idle(), readers.stalled());
            HeaderTimeoutHandler.headArrived(channel);
            if (request.version() != HttpVersion.HTTP_2) { // its streams are counted there instead
                exchange.addEndHandler(ended -> HeaderTimeoutHandler.answered(channel));
            }
        });
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
        Log.infof("request body timed out, connection closed method=%s path=%s", request.method(), request.path());
        if (request.version() == HttpVersion.HTTP_2) { // the other requests on this connection are valid
            exchange.response().reset(Http2Error.CANCEL.code());
        } else {
            var unused = request.connection().close();
        }
    }
}
