package dev.voyage.upstream.client;

import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.vertx.VertxInternals;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.net.SocketAddress;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.ext.web.codec.BodyCodec;
import java.util.OptionalLong;

/**
 * One request and its answer by the web client, which is wrapped over the loop's client: it connects to the address that
 * was checked and follows no redirect. The request stops twice for its user: connected, before it is sent, and at the
 * head, before the body is read. All on one loop. To cancel, stop it and reset the request: cancelling the web
 * client's {@code Uni} does not end a transfer.
 */
final class WholeExchange implements BoundedBody.Listener {

    /** Its own User-Agent would be sent beside ours. */
    private static final WebClientOptions PLAIN = new WebClientOptions().setUserAgentEnabled(false);

    private final ClientContext wire;
    private final LoopClient loop;
    private final UpstreamRequest ask;
    private final long since;
    private final Handler<AsyncResult<HttpClientRequest>> onConnected;
    private final Handler<AsyncResult<HttpClientResponse>> onHead;
    private final Handler<AsyncResult<UpstreamResponse>> onWhole;
    private final BoundedBody body;

    private Runnable next = () -> {};
    private boolean connected;
    private HttpClientResponse response;

    /**
     * The handlers are called on the loop, in their order, each at most once; a failure is the last call.
     *
     * @param since when the request began, of {@link System#nanoTime}
     * @param onConnected {@link #proceed} sends the request
     * @param onHead the response is paused; {@link #proceed} reads its body, or it is the handler's to read
     * @param onWhole the whole answer, or the {@code Problem} of its body: {@code TOO_LARGE}, {@code UNAVAILABLE} where
     *     it stalls, {@code CORRUPT} where it breaks off
     */
    WholeExchange(
            ClientContext wire,
            LoopClient loop,
            UpstreamRequest ask,
            long since,
            Handler<AsyncResult<HttpClientRequest>> onConnected,
            Handler<AsyncResult<HttpClientResponse>> onHead,
            Handler<AsyncResult<UpstreamResponse>> onWhole) {
        this.wire = wire;
        this.loop = loop;
        this.ask = ask;
        this.since = since;
        this.onConnected = onConnected;
        this.onHead = onHead;
        this.onWhole = onWhole;
        this.body = new BoundedBody(wire, loop, ask.party().name(), ask.whole().mostBytes(), this);
    }

    /** Whether this body is to be read whole; a part of a document is left to its caller. */
    static boolean admits(UpstreamRequest ask, HttpClientResponse head) {
        OptionalLong length = VertxUpstreamResponse.contentLength(head.getHeader("Content-Length"));
        return ask.whole() != null
                && head.statusCode() / 100 == 2
                && head.statusCode() != 206
                && head.getHeader("Content-Range") == null
                && (length.isPresent()
                        ? length.getAsLong() <= ask.whole().mostBytes()
                        : !ask.whole().announcedOnly());
    }

    void start(RequestOptions options) {
        // one for each request: an interceptor receives all requests of its client
        WebClient client = WebClient.wrap(new HttpClient(loop.client()), PLAIN);
        VertxInternals.onPhases(
                client.getDelegate(),
                (request, proceed) -> {
                    connected = true;
                    next = proceed;
                    onConnected.handle(Future.succeededFuture(request));
                },
                (head, proceed) -> {
                    response = head;
                    next = proceed;
                    onHead.handle(Future.succeededFuture(head));
                });
        HttpRequest<byte[]> request = client.request(
                        options.getMethod(), SocketAddress.newInstance(options.getServer()), options)
                .followRedirects(false)
                .as(new BodyCodec<>(body));
        (ask.text() == null ? request.send() : request.sendBuffer(Buffer.buffer(ask.text())))
                .subscribe()
                .with(this::ended, this::failed);
    }

    /** Continues with the step before which it stopped. */
    void proceed() {
        Runnable now = next;
        next = () -> {};
        now.run();
    }

    /** Drops all further bytes. Idempotent. */
    void stop() {
        body.stop();
    }

    private void ended(HttpResponse<byte[]> all) {
        body.stop();
        ResponseBody.log(ask, response, all.body().length, since, null);
        onWhole.handle(Future.succeededFuture(
                new WholeResponse(ask.uri(), response.statusCode(), response.headers(), all.body(), wire.vertx())));
    }

    private void failed(Throwable cause) {
        if (response != null) {
            onWhole.handle(Future.failedFuture(ResponseBody.corrupt(ask, response, body.bytes(), cause)));
        } else if (connected) {
            onHead.handle(Future.failedFuture(cause));
        } else {
            onConnected.handle(Future.failedFuture(cause));
        }
    }

    @Override
    public void tooLarge() {
        onWhole.handle(Future.failedFuture(
                DocumentDecoder.tooLarge(ask.uri(), ask.whole().mostBytes())));
    }

    @Override
    public void silent(long bytes) {
        onWhole.handle(
                Future.failedFuture(ResponseBody.silent(ask, wire.config().stall(), bytes)));
    }
}
