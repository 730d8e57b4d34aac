package dev.voyage.testsupport.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to a server; all of them can be cut, and new ones refused for a while. */
public final class CuttingProxy implements AutoCloseable {

    private final URI server;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private CuttingProxy(URI server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    public static CuttingProxy to(URI server) throws IOException {
        var proxy = new CuttingProxy(server, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        start(proxy::accept);
        return proxy;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** How many connections of clients are open. */
    public int connections() {
        return open.size();
    }

    /** Cuts every connection, and those that come, until {@link #mend}. */
    public void cut() {
        isCut = true;
        open.forEach(CuttingProxy::close);
    }

    public void mend() {
        isCut = false;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                pass(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        if (isCut) {
            close(client);
            return;
        }
        open.add(client);
        start(() -> {
            try (client;
                    var upstream = new Socket(server.getHost(), server.getPort())) {
                start(() -> copy(upstream, client));
                copy(client, upstream);
            } catch (IOException ended) {
                close(client);
            }
            open.remove(client);
        });
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // both ends are closed below
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
