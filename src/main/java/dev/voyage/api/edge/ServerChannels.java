package dev.voyage.api.edge;

import dev.voyage.vertx.VertxInternals;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Finds the channels of a listening server, which neither Vert.x 4.5 nor Quarkus 3.33 exposes, among those that are registered
 * with the event loops.
 */
final class ServerChannels {

    private ServerChannels() {}

    /**
     * Calls back for each channel that listens at the port, on its own event loop, and then for each connection that it has
     * accepted so far, on the connection's event loop.
     *
     * @param port a TCP port that is already bound
     * @return completes when all have been called
     */
    static Future<Void> listening(Vertx vertx, int port, Consumer<Channel> listening, Consumer<Channel> connected) {
        var servers = new ConcurrentLinkedQueue<Channel>();
        return VertxInternals.forEachChannel(VertxInternals.acceptors(vertx), channel -> {
                    if (channel instanceof ServerChannel
                            && channel.localAddress() instanceof InetSocketAddress address
                            && address.getPort() == port) {
                        listening.accept(channel);
                        servers.add(channel);
                    }
                })
                .compose(found -> VertxInternals.forEachChannel(VertxInternals.connections(vertx), connection -> {
                    if (servers.contains(connection.parent())) {
                        connected.accept(connection);
                    }
                }));
    }
}
