package dev.voyage.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The responses of one path, in order; the last one repeats. Each method modifies the current response, {@link #then()}
 * starts the next. Complete the script before the first request.
 */
public final class Script {

    private final List<Reply> replies = new ArrayList<>(List.of(new Reply()));
    private int next;

    Script() {}

    /** Starts the next response. */
    public Script then() {
        replies.add(new Reply());
        return this;
    }

    public Script answers(int status) {
        return answers(status, "text/plain", "");
    }

    public Script answers(int status, String contentType, String body) {
        return answers(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public Script answers(int status, String contentType, byte[] body) {
        byte[] own = body.clone();
        return answersBy(status, contentType, request -> own);
    }

    /** With a body computed from the request. */
    public Script answersBy(int status, String contentType, Function<Received, byte[]> body) {
        last().status = status;
        last().body = request -> Payload.of(body.apply(request));
        return header("Content-Type", contentType);
    }

    /** With this number of zero bytes, never all in memory. */
    public Script answersZeros(long bytes) {
        last().body = request -> new Payload(new byte[1], 0, bytes);
        return header("Content-Type", "application/octet-stream");
    }

    /** A head, then a repeated pattern, with this total size, never all in memory. */
    public Script answersEndlessly(String contentType, String head, String pattern, long bytes) {
        var payload =
                new Payload(head.getBytes(StandardCharsets.UTF_8), pattern.getBytes(StandardCharsets.UTF_8), 0, bytes);
        last().status = 200;
        last().body = request -> payload;
        return header("Content-Type", contentType);
    }

    /** An HTML error page, as proxies and content management systems send. */
    public Script errorPage(int status) {
        return answers(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html><head><title>Sorry</title></head><body><h1>Something went"
                        + " wrong</h1></body></html>");
    }

    /** Adds any header. */
    public Script header(String name, String value) {
        last().headers
                .removeIf(header -> header.name().equalsIgnoreCase(name) && "Content-Type".equalsIgnoreCase(name));
        last().headers.add(new Reply.Header(name, value));
        return this;
    }

    /** Adds a header computed from the request. */
    public Script headerBy(String name, Function<Received, String> value) {
        last().headersBy.add(request -> new Reply.Header(name, value.apply(request)));
        return this;
    }

    public Script retryAfter(String secondsOrDate) {
        return header("Retry-After", secondsOrDate);
    }

    public Script redirectsTo(Object location) {
        return redirectsTo(302, location);
    }

    public Script redirectsTo(int status, Object location) {
        return answers(status).header("Location", location.toString());
    }

    /**
     * Honours Range, If-Range, If-None-Match and If-Modified-Since with these validators; null if absent. Without this
     * call, all of them are ignored.
     */
    public Script ranges(String etag, String lastModified) {
        last().ranges = true;
        last().etag = etag;
        last().lastModified = lastModified;
        return this;
    }

    /** Validators without support for ranges and conditions. */
    public Script validators(String etag, String lastModified) {
        last().etag = etag;
        last().lastModified = lastModified;
        return this;
    }

    /** Chunked instead of with a Content-Length. */
    public Script chunked() {
        last().chunked = true;
        return this;
    }

    /** Neither length nor chunks: the body ends with the connection. */
    public Script untilClose() {
        last().untilClose = true;
        return this;
    }

    /** Announces this length regardless of the body's; if they differ, closes the connection after the body. */
    public Script contentLength(long lie) {
        last().announced = lie;
        return this;
    }

    /** Closes the connection (FIN) after this number of body bytes. */
    public Script dropsAfter(long bytes) {
        return cut(bytes, Reply.Fate.FIN, null);
    }

    /** Resets the connection (RST) after this number of body bytes; unread ones may be lost. */
    public Script resetsAfter(long bytes) {
        return cut(bytes, Reply.Fate.RST, null);
    }

    /**
     * Sends no more after this number of body bytes, and keeps the connection until the client or the server closes it.
     */
    public Script stallsAfter(long bytes) {
        return cut(bytes, Reply.Fate.HOLD, new CompletableFuture<>());
    }

    /** Pauses after this number of body bytes until released; can be called repeatedly, in ascending order. */
    public Script holdsAfter(long bytes, CompletableFuture<?> release) {
        return cut(bytes, Reply.Fate.HOLD, release);
    }

    /** Closes the connection before the head of the response. */
    public Script dropsHead() {
        return cut(Reply.BEFORE_HEAD, Reply.Fate.FIN, null);
    }

    /** Never responds. */
    public Script stallsHead() {
        return cut(Reply.BEFORE_HEAD, Reply.Fate.HOLD, new CompletableFuture<>());
    }

    /** Responds when released. */
    public Script holdsHead(CompletableFuture<?> release) {
        return cut(Reply.BEFORE_HEAD, Reply.Fate.HOLD, release);
    }

    /** In pieces of this size, with a pause after each. */
    public Script drips(int bytes, Duration pause) {
        last().piece = bytes;
        last().pause = pause;
        return this;
    }

    private Script cut(long after, Reply.Fate fate, CompletableFuture<?> release) {
        last().cuts.add(new Reply.Cut(after, fate, release));
        return this;
    }

    private Reply last() {
        return replies.get(replies.size() - 1);
    }

    synchronized Reply nextReply() {
        return replies.get(Math.min(next++, replies.size() - 1));
    }
}
