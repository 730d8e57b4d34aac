package dev.voyage.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One received request, with the state of its response. */
public final class Received {

    private final String method;
    private final String target;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final Instant at = Instant.now();
    private final CompletableFuture<Instant> hungUp = new CompletableFuture<>();
    private final CompletableFuture<Instant> answered = new CompletableFuture<>();
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong bytesSent = new AtomicLong();

    Received(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    public String method() {
        return method;
    }

    /** Path and query, byte for byte. */
    public String target() {
        return target;
    }

    /** The target up to its first question mark. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The target after its first question mark; empty if there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** In the order of transmission. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The first header with this name, ignoring case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public Instant at() {
        return at;
    }

    /** Completes when the client closes or resets the connection of this request, at any time. */
    public CompletableFuture<Instant> hungUp() {
        return hungUp;
    }

    /** Completes when the whole scripted response was passed to the socket. */
    public CompletableFuture<Instant> answered() {
        return answered;
    }

    /** The number of body bytes passed to the socket so far. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** True the first time. */
    boolean firstDone() {
        return done.compareAndSet(false, true);
    }

    void sent(int bytes) {
        bytesSent.addAndGet(bytes);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
