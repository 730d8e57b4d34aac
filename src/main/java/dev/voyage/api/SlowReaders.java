package dev.voyage.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hangs up on connections that take nothing of what there is for them, not a byte in so long a time. Who takes a little
 * is waited for, and where there is nothing to take nobody is late.
 */
final class SlowReaders extends IdleStateHandler {

    SlowReaders(Duration stalled) {
        super(true, 0, stalled.toMillis(), 0, TimeUnit.MILLISECONDS);
    }

    /**
     * The same for an answer over HTTP/2 that is written as it is taken, beside others on one connection: only its
     * stream is ended.
     */
    static void watch(RoutingContext exchange, Duration stalled) {
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
        ChannelOutboundBuffer waiting = connection.channel().unsafe().outboundBuffer();
        if (waiting != null && waiting.size() > 0) {
            var unused = connection.close();
        }
    }
}
