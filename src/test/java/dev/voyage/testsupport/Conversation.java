package dev.voyage.testsupport;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection with two threads: one reads, to detect a close at once, and one writes. */
final class Conversation {

    private final ScriptedServer server;
    private final Socket socket;
    private final BlockingQueue<Received> asked = new LinkedBlockingQueue<>();
    private final List<Received> all = new ArrayList<>();
    private final CompletableFuture<Instant> over = new CompletableFuture<>();
    private volatile boolean closedByUs;

    Conversation(ScriptedServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void listen() {
        try (var in = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                Received request = read(in);
                all.add(request);
                server.came(request);
                asked.add(request);
            }
        } catch (IOException gone) {
            Instant now = Instant.now();
            boolean byClient = !closedByUs; // the writer also closes it, at the end
            over.complete(now);
            if (byClient) {
                all.forEach(request -> request.hungUp().complete(now));
            }
            server.over(this);
        }
    }

    void talk() {
        try {
            while (!over.isDone()) {
                Received request = asked.poll(50, TimeUnit.MILLISECONDS);
                if (request != null) {
                    answer(request, server.replyTo(request));
                }
            }
        } catch (IOException gone) {
            // the reading thread sees it too
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the connection with RST or FIN. */
    void close(boolean reset) {
        closedByUs = true;
        try {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException alreadyGone) {
            // already closed
        }
    }

    private void answer(Received request, Reply reply) throws IOException, InterruptedException {
        try {
            if (speak(request, reply)) {
                request.answered().complete(Instant.now());
            } else {
                close(false);
            }
        } finally {
            server.done(request);
        }
    }

    /** Whether the connection can be reused. */
    private boolean speak(Received request, Reply reply) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        var cuts = new ArrayList<>(reply.cuts);
        if (!survives(request, cuts, Reply.BEFORE_HEAD)) {
            return false;
        }
        Reply.Made made = reply.to(request);
        boolean bodiless = request.method().equals("HEAD") || made.status() == 204 || made.status() == 304;
        boolean empty = made.body().length() == 0 && !reply.chunked;
        if (cuts.isEmpty() && (bodiless || empty)) {
            server.done(request); // before the client can notice
        }
        out.write(head(made, reply).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return bodiless || body(request, reply, made.body(), cuts, out);
    }

    private boolean body(Received request, Reply reply, Payload body, List<Reply.Cut> cuts, OutputStream out)
            throws IOException, InterruptedException {
        long sent = 0;
        while (true) {
            if (!survives(request, cuts, sent)) {
                return false;
            }
            long next = cuts.isEmpty()
                    ? body.length()
                    : Math.min(body.length(), cuts.get(0).after());
            int size = (int) Math.min(reply.piece, next - sent);
            if (size <= 0) {
                break;
            }
            byte[] piece = body.bytes(sent, size);
            if (reply.chunked) {
                out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            if (sent + size == body.length() && cuts.isEmpty() && !reply.chunked) {
                server.done(request);
            }
            out.write(piece);
            if (reply.chunked) {
                out.write(new byte[] {'\r', '\n'});
            }
            out.flush();
            sent += size;
            request.sent(size);
            if (reply.pause != null && waits(new CompletableFuture<>(), reply.pause.toNanos())) {
                return false;
            }
        }
        server.done(request);
        if (reply.chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        return !reply.untilClose && (reply.announced == null || reply.announced == body.length());
    }

    /** Applies the cuts that are due; returns whether the connection survives. */
    private boolean survives(Received request, List<Reply.Cut> cuts, long sent) throws InterruptedException {
        while (!cuts.isEmpty() && cuts.get(0).after() <= sent) {
            Reply.Cut cut = cuts.remove(0);
            switch (cut.fate()) {
                case FIN -> {
                    server.done(request);
                    return false;
                }
                case RST -> {
                    server.done(request);
                    close(true);
                    return false;
                }
                case HOLD -> {
                    if (waits(cut.release(), TimeUnit.MINUTES.toNanos(5))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Whether the connection ended before the time or the release. */
    private boolean waits(CompletableFuture<?> release, long nanos) throws InterruptedException {
        try {
            CompletableFuture.anyOf(release, over).get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException goOn) {
            return over.isDone();
        } catch (java.util.concurrent.ExecutionException released) {
            return over.isDone();
        }
        return over.isDone();
    }

    private static String head(Reply.Made made, Reply reply) {
        var head = new StringBuilder("HTTP/1.1 " + made.status() + " Scripted\r\n");
        made.headers().forEach(header -> head.append(header.name())
                .append(": ")
                .append(header.value())
                .append("\r\n"));
        if (reply.announced != null) {
            head.append("Content-Length: ").append(reply.announced).append("\r\n");
        } else if (reply.chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (reply.untilClose) {
            head.append("Connection: close\r\n");
        } else if (made.status() != 204 && made.status() != 304) {
            head.append("Content-Length: ").append(made.body().length()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static Received read(InputStream in) throws IOException {
        String[] first = line(in).split(" ", -1);
        var headers = new ArrayList<Map.Entry<String, String>>();
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            headers.add(Map.entry(name, value));
            if (name.toLowerCase(Locale.ROOT).equals("content-length")) {
                length = Integer.parseInt(value);
            }
        }
        byte[] body = in.readNBytes(length);
        return new Received(first[0], first[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
