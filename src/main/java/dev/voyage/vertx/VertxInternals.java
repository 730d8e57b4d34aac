package dev.voyage.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Every use of a type that Vert.x or Netty declares internal, since such types may change in any release. The code here
 * was checked against the sources of Vert.x {@value #READ_IN} and Netty 4.1; check it again before an upgrade to
 * another minor version.
 */
public final class VertxInternals {

    /** The minor version of Vert.x that this code was checked against. */
    public static final String READ_IN = "4.5";

    private VertxInternals() {}

    /** A context on an event loop of Vert.x's choice, whatever thread calls; the public API only gives the caller's. */
    public static Context eventLoopContext(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** The event loops that accept connections, one channel for each listening address. */
    public static EventLoopGroup acceptors(Vertx vertx) {
        return ((VertxInternal) vertx).getAcceptorEventLoopGroup();
    }

    /** The event loops that run connections, one channel for each. */
    public static EventLoopGroup connections(Vertx vertx) {
        return ((VertxInternal) vertx).getEventLoopGroup();
    }

    /** The channel below a connection; empty for an implementation of connections without one. */
    public static Optional<Channel> channel(HttpConnection connection) {
        return connection instanceof ConnectionBase internal ? Optional.of(internal.channel()) : Optional.empty();
    }

    /** The streams of an HTTP/2 connection; empty for HTTP/1.1. */
    public static Optional<Http2Connection> streams(Channel connection) {
        return Optional.ofNullable(connection.pipeline().get(Http2ConnectionHandler.class))
                .map(Http2ConnectionHandler::connection);
    }

    /** Whether the channel holds bytes that its socket has not taken yet. On the event loop of the channel only. */
    public static boolean hasPendingWrites(Channel channel) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting != null && waiting.size() > 0;
    }

    /**
     * The content of a buffer that came from a socket and has no other user: Vert.x hands it over in heap memory, which
     * is wrapped; anything else is copied.
     */
    public static ByteBuffer bytes(Buffer buffer) {
        return buffer instanceof BufferImpl internal && internal.byteBuf().hasArray()
                ? internal.byteBuf().nioBuffer()
                : ByteBuffer.wrap(buffer.getBytes());
    }

    /**
     * Stops each request of a web client before it is sent, and each answer before its body is read; the public API can
     * neither reset a request that is under way nor see the head first.
     *
     * @param connected is called with the request and a task that sends it
     * @param answered is called with the response, paused, and a task that reads its body
     */
    public static void onPhases(
            WebClient client,
            BiConsumer<HttpClientRequest, Runnable> connected,
            BiConsumer<HttpClientResponse, Runnable> answered) {
        ((WebClientInternal) client).addInterceptor(context -> {
            if (context.phase() == ClientPhase.SEND_REQUEST) {
                connected.accept(context.clientRequest(), context::next);
            } else if (context.phase() == ClientPhase.RECEIVE_RESPONSE) {
                answered.accept(context.clientResponse(), context::next);
            } else {
                context.next();
            }
        });
    }

    /**
     * Calls the action for each channel that is registered with these event loops, on the channel's own loop.
     *
     * @return completes when all have been called; fails as an action does
     */
    public static Future<Void> forEachChannel(EventLoopGroup loops, Consumer<Channel> action) {
        var visits = new ArrayList<Future<Void>>();
        for (EventExecutor executor : loops) {
            if (executor instanceof SingleThreadEventLoop loop) {
                Promise<Void> visited = Promise.promise();
                visits.add(visited.future());
                loop.execute(() -> {
                    try {
                        loop.registeredChannelsIterator().forEachRemaining(action);
                        visited.complete();
                    } catch (RuntimeException failure) {
                        visited.fail(failure);
                    }
                });
            }
        }
        return Future.all(visits).mapEmpty();
    }
}
