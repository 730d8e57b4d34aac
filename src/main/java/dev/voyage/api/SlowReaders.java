package dev.voyage.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Hangs up on connections that take nothing of what there is for them, not a byte in so long a time. Who takes a little
 * is waited for, and where there is nothing to take nobody is late.
 */
final class SlowReaders extends IdleStateHandler {

    SlowReaders(Duration stalled) {
        super(true, 0, stalled.toMillis(), 0, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext connection, IdleStateEvent nothingWritten) {
        ChannelOutboundBuffer waiting = connection.channel().unsafe().outboundBuffer();
        if (waiting != null && waiting.size() > 0) {
            var unused = connection.close();
        }
    }
}
