package dev.voyage.api;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Hangs up on connections that take too long to say what they want, a byte now and then, and on those that say
 * nothing any more between two requests. A connection whose request is being answered is left alone, however long
 * that takes: a stream of events may be silent for hours. Over HTTP/2, where requests run beside each other, that is
 * as long as one of them runs; what else comes there, pings for instance, is no request.
 */
final class SlowHeads extends ChannelInboundHandlerAdapter {

    private final Duration head;
    private final Duration idle;
    private ChannelHandlerContext context; // event loop of the connection only
    private ScheduledFuture<?> deadline;
    private boolean betweenRequests;
    private boolean countsStreams;

    private SlowHeads(Duration head, Duration idle) {
        this.head = head;
        this.idle = idle;
    }

    /** What watches a connection on which a request has come; also makes the server watch those to come. */
    static void watch(Channel connection, Duration head, Duration idle, Duration stalled) {
        Channel server = connection.parent();
        if (server != null && server.pipeline().get(Door.class) == null) {
            server.pipeline().addFirst(new Door(head, idle, stalled));
        }
        SlowHeads watched = connection.pipeline().get(SlowHeads.class);
        var streams = connection.pipeline().get(Http2ConnectionHandler.class);
        if (watched != null && streams != null && !watched.countsStreams) {
            watched.countsStreams = true;
            streams.connection().addListener(watched.whileAnyRuns(streams.connection()));
        }
    }

    private Http2ConnectionAdapter whileAnyRuns(Http2Connection streams) {
        return new Http2ConnectionAdapter() {
            @Override
            public void onStreamActive(Http2Stream stream) {
                disarm();
            }

            @Override
            public void onStreamClosed(Http2Stream stream) {
                if (streams.numActiveStreams() == 0 && context.channel().isActive()) {
                    arm(idle);
                }
            }
        };
    }

    /** A request has come whole, but for its body. */
    static void headArrived(Channel connection) {
        SlowHeads watched = connection.pipeline().get(SlowHeads.class);
        if (watched != null) {
            watched.disarm();
        }
    }

    /** The answer to it has been sent; another request may come. */
    static void answered(Channel connection) {
        SlowHeads watched = connection.pipeline().get(SlowHeads.class);
        if (watched != null && connection.isActive()) {
            watched.betweenRequests = true;
            watched.arm(watched.idle);
        }
    }

    /** Sees connections come. */
    @Sharable
    private static final class Door extends ChannelInboundHandlerAdapter {

        private final Duration head;
        private final Duration idle;
        private final Duration stalled;

        private Door(Duration head, Duration idle, Duration stalled) {
            this.head = head;
            this.idle = idle;
            this.stalled = stalled;
        }

        @Override
        public void channelRead(ChannelHandlerContext server, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addLast(new SlowReaders(stalled), new SlowHeads(head, idle));
            }
            server.fireChannelRead(accepted);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        arm(head);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (betweenRequests && bytes instanceof ByteBuf) {
            betweenRequests = false;
            arm(head);
        }
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        disarm();
        ctx.fireChannelInactive();
    }

    private void arm(Duration patience) {
        disarm();
        deadline = context.executor().schedule(this::hangUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void hangUp() {
        var unused = context.close();
    }

    private void disarm() {
        betweenRequests = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
