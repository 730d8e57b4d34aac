package dev.voyage.api.edge;

import dev.voyage.api.web.WriteStallHandler;
import dev.voyage.vertx.VertxInternals;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that take too long to send a request head, even if a byte arrives now and then, and those that stay silent
 * between two requests. A connection with a response in progress is left alone, however long that takes: an event stream may be
 * silent for hours. Over HTTP/2, where requests run concurrently, that is as long as one of them runs; other frames there, such
 * as pings, do not count as requests.
 */
@RegisterForReflection // Netty checks which events it handles
final class HeaderTimeoutHandler extends ChannelInboundHandlerAdapter {

    /** Set on a connection with a first request that arrived before the server was guarded. */
    private static final AttributeKey<Boolean> REQUESTED =
            AttributeKey.valueOf(HeaderTimeoutHandler.class, "requested");

    private final Duration head;
    private final Duration idle;
    private ChannelHandlerContext context; // event loop of the connection only
    private ScheduledFuture<?> deadline;
    private boolean betweenRequests;
    private boolean countsStreams;

    private HeaderTimeoutHandler(Duration head, Duration idle) {
        this.head = head;
        this.idle = idle;
    }

    /**
     * Makes a listening channel watch every connection that it accepts from now on; a second call has no effect. To be called on
     * the event loop of the channel.
     */
    static void guard(Channel server, Duration head, Duration idle, Duration stalled) {
        if (server.pipeline().get(Door.class) == null) {
            server.pipeline().addFirst(new Door(head, idle, stalled));
        }
    }

    /** Watches a connection that was accepted before its server was guarded. To be called on its event loop. */
    static void adopt(Channel connection, Duration head, Duration idle, Duration stalled) {
        if (connection.pipeline().get(HeaderTimeoutHandler.class) == null && connection.isActive()) {
            var watched = new HeaderTimeoutHandler(head, idle);
            connection.pipeline().addFirst(watched).addFirst(new WriteStallHandler(stalled));
            watched.context = connection.pipeline().context(watched);
            if (connection.hasAttr(REQUESTED)) {
                watched.countStreams(connection); // the response starts its timer
            } else {
                watched.arm(head);
            }
        }
    }

    /** Watches a connection on which a request has arrived. */
    static void watch(Channel connection, Duration head, Duration idle, Duration stalled) {
        HeaderTimeoutHandler watched = connection.pipeline().get(HeaderTimeoutHandler.class);
        if (watched != null) {
            watched.countStreams(connection);
        }
    }

    private void countStreams(Channel connection) {
        if (!countsStreams) {
            VertxInternals.streams(connection).ifPresent(streams -> {
                countsStreams = true;
                streams.addListener(whileAnyRuns(streams));
            });
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

    /** A complete request head has arrived. */
    static void headArrived(Channel connection) {
        HeaderTimeoutHandler watched = connection.pipeline().get(HeaderTimeoutHandler.class);
        if (watched != null) {
            watched.disarm();
        } else {
            connection.attr(REQUESTED).set(true);
        }
    }

    /** The response has been sent; another request may follow. */
    static void answered(Channel connection) {
        HeaderTimeoutHandler watched = connection.pipeline().get(HeaderTimeoutHandler.class);
        if (watched != null && connection.isActive()) {
            watched.betweenRequests = true;
            watched.arm(watched.idle);
        }
    }

    /** Handles new connections. */
    @Sharable
    @RegisterForReflection // Netty checks which events it handles
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
                connection.pipeline().addLast(new WriteStallHandler(stalled), new HeaderTimeoutHandler(head, idle));
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
