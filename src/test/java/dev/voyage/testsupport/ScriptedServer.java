package dev.voyage.testsupport;

import dev.voyage.testsupport.http.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A scripted archive on loopback: HTTP/1.1 with keep-alive on plain sockets, so that tests control every byte and every
 * fault. Paths without a script return 404.
 *
 * <pre>{@code
 * try (var server = ScriptedServer.start()) {
 *     server.on("/x").answers(503).retryAfter("2").then().answers(200, "text/xml", bytes).dropsAfter(7);
 *     ... ask server.uri("/x?a=b") ...
 *     assertThat(server.await("/x", 2).get(1).header("Range")).contains("bytes=7-");
 * }
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(WaitLimit.SECONDS);

    private final ServerSocket listening;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final CountDownLatch accepting = new CountDownLatch(1);
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final List<Received> requests = new ArrayList<>();
    private int underWay;
    private int mostAtOnce;

    private ScriptedServer(ServerSocket listening, String scheme) {
        this.listening = listening;
        this.scheme = scheme;
        threads.execute(this::accept);
    }

    /** Starts on a free port of 127.0.0.1. */
    public static ScriptedServer start() {
        return start(0);
    }

    /** Starts on this port of 127.0.0.1. */
    public static ScriptedServer start(int port) {
        try {
            return new ScriptedServer(new ServerSocket(port, 1000, InetAddress.getLoopbackAddress()), "http");
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Starts behind TLS; the socket performs the handshake. */
    public static ScriptedServer startTls(ServerSocket tls) {
        return new ScriptedServer(tls, "https");
    }

    /** An address without a listener: connections are refused. */
    public static URI refusing() {
        return URI.create("http://127.0.0.1:" + FreePort.find() + "/");
    }

    /** An address with a full queue: connections neither succeed nor fail. Close it after use. */
    public static Deaf deaf() {
        return new Deaf();
    }

    /** The script of this path, from its beginning; a query is not part of the path. */
    public Script on(String path) {
        var script = new Script();
        scripts.put(path, script);
        return script;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The address of a path (and query), byte for byte. */
    public URI uri(String target) {
        return URI.create(scheme + "://127.0.0.1:" + port() + target);
    }

    /** All requests so far, in order of arrival. */
    public List<Received> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** All requests to this path so far. */
    public List<Received> requests(String path) {
        return requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    /** Waits for this number of requests to this path, and returns them. */
    public List<Received> await(String path, int count) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (requests) {
            while (requests(path).size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("waited for " + count + " of " + path + ", got " + requests);
                }
                try {
                    requests.wait(left);
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }
        }
        return requests(path);
    }

    /** The maximum number of concurrent requests (received, not yet answered, nor abandoned). */
    public int mostAtOnce() {
        synchronized (requests) {
            return mostAtOnce;
        }
    }

    /** The number of open connections. */
    public int connections() {
        return conversations.size();
    }

    /** Closes every connection, and accepts no more. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException alreadyGone) {
            // already closed
        }
        awaitAcceptEnd();
        conversations.forEach(conversation -> conversation.close(true));
        threads.shutdownNow();
    }

    /**
     * Until its thread has left the system call, the closed socket still listens, and the port cannot be bound again.
     */
    private void awaitAcceptEnd() {
        try {
            if (!accepting.await(WaitLimit.SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the thread that accepts connections does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                acceptOne();
            }
        } finally {
            accepting.countDown();
        }
    }

    private void acceptOne() {
        try {
            converse(listening.accept());
        } catch (IOException closed) {
            // the loop ends if this server was closed
        }
    }

    private void converse(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var conversation = new Conversation(this, socket);
        conversations.add(conversation);
        threads.execute(conversation::listen);
        threads.execute(conversation::talk);
    }

    void came(Received request) {
        synchronized (requests) {
            requests.add(request);
            underWay++;
            mostAtOnce = Math.max(mostAtOnce, underWay);
            requests.notifyAll();
        }
    }

    void done(Received request) {
        synchronized (requests) {
            underWay -= request.firstDone() ? 1 : 0;
        }
    }

    void over(Conversation conversation) {
        conversations.remove(conversation);
    }

    Reply replyTo(Received request) {
        Script script = scripts.get(request.path());
        return script == null ? Reply.notFound() : script.nextReply();
    }

    /** A full queue in front of a server that never accepts. */
    public static final class Deaf implements AutoCloseable {

        private final ServerSocket full;
        private final List<Socket> queue = new ArrayList<>();

        private Deaf() {
            try {
                full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                fill();
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
        }

        private void fill() throws IOException {
            while (queue.size() < 100) {
                var waiting = new Socket();
                queue.add(waiting);
                try {
                    waiting.connect(full.getLocalSocketAddress(), 200);
                } catch (java.net.SocketTimeoutException isFull) {
                    return;
                }
            }
        }

        public URI uri() {
            var address = (InetSocketAddress) full.getLocalSocketAddress();
            return URI.create("http://127.0.0.1:" + address.getPort() + "/");
        }

        @Override
        public void close() throws IOException {
            for (Socket waiting : queue) {
                waiting.close();
            }
            full.close();
        }
    }
}
