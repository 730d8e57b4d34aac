package dev.voyage.api.web;

import dev.voyage.vertx.VertxInternals;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes connections that read nothing of their pending data, not a byte within the timeout. A client that reads slowly is not
 * disconnected, and without pending data there is no timeout.
 */
@RegisterForReflection
public // Netty checks which events it handles
final class WriteStallHandler extends IdleStateHandler {

    public WriteStallHandler(Duration stalled) {
        super(true, 0, stalled.toMillis(), 0, TimeUnit.MILLISECONDS);
    }

    /**
     * The same for a response over HTTP/2 that is written at the pace of its reader, beside others on one connection: only its
     * stream is ended.
     */
    public static void watch(RoutingContext exchange, Duration stalled) {
        if (exchange.request().version() != HttpVersion.HTTP_2) {
            return;
        }
        HttpServerResponse response = exchange.response();
        var written = new AtomicLong(-1);
        long timer = exchange.vertx().setPeriodic(stalled.toMillis(), tick -> {
            long now = response.bytesWritten();
            if (written.getAndSet(now) == now) {
                response.reset(Http2Error.CANCEL.code());
            }
        });
        exchange.addEndHandler(ended -> exchange.vertx().cancelTimer(timer));
    }

    @Override
    protected void channelIdle(ChannelHandlerContext connection, IdleStateEvent nothingWritten) {
        if (VertxInternals.hasPendingWrites(connection.channel())) {
            var unused = connection.close();
        }
    }
}
