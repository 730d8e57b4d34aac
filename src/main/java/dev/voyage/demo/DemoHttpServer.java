package dev.voyage.demo;

import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/** Connects Vert.x to the endpoints: reads requests, waits for the latency, writes replies. */
final class DemoHttpServer {

    private static final Logger LOG = Logger.getLogger(DemoHttpServer.class);
    private static final int LONGEST_FORM = 1 << 20;

    private final Vertx vertx;
    private final long latencyMillis;
    private final Promise<DemoRoutes> routes = Promise.promise();

    DemoHttpServer(Vertx vertx, Duration latency) {
        this.vertx = vertx;
        this.latencyMillis = latency.toMillis();
    }

    /** Enables replies; requests that came earlier are answered now. */
    void open(DemoRoutes ready) {
        routes.complete(ready);
    }

    void handle(HttpServerRequest request) {
        form(request)
                .compose(form -> later(form, latencyMillis))
                .compose(form -> answer(request, form))
                .onSuccess(reply -> write(request, reply))
                .onFailure(failure -> fail(request, failure));
    }

    private static Future<String> form(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Future.succeededFuture("");
        }
        Promise<String> form = Promise.promise();
        var body = Buffer.buffer();
        request.handler(buffer -> {
            if (body.length() <= LONGEST_FORM) {
                body.appendBuffer(buffer);
            }
        });
        request.exceptionHandler(form::tryFail);
        request.endHandler(end -> {
            if (body.length() > LONGEST_FORM) {
                form.tryFail("a form of more than " + LONGEST_FORM + " bytes");
            } else {
                form.tryComplete(body.toString(StandardCharsets.UTF_8));
            }
        });
        return form.future();
    }

    private Future<String> later(String form, long millis) {
        if (millis <= 0) {
            return Future.succeededFuture(form);
        }
        Promise<String> waited = Promise.promise();
        vertx.setTimer(millis, timer -> waited.complete(form));
        return waited.future();
    }

    private Future<DemoReply> answer(HttpServerRequest request, String form) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        var asked = new DemoRequest(request.method().name(), DemoRequest.targetOf(request.uri()), headers, form);
        return routes.future().compose(ready -> vertx.executeBlocking(() -> ready.answer(asked), false));
    }

    private void write(HttpServerRequest request, DemoReply reply) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.putHeader("Server", "voyage-demo");
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (reply.length() >= 0) {
            response.putHeader("Content-Length", Long.toString(reply.length()));
        } else {
            response.setChunked(!head);
        }
        if (head || reply.pieces().isEmpty()) {
            response.end();
        } else {
            next(response, reply.pieces(), 0);
        }
    }

    private void next(HttpServerResponse response, List<byte[]> pieces, int first) {
        for (int i = first; i < pieces.size(); i++) {
            if (response.closed()) {
                return;
            }
            if (pieces.get(i).length > 0) {
                response.write(Buffer.buffer(pieces.get(i)));
            }
            int following = i + 1;
            if (following == pieces.size()) {
                response.end();
            } else if (latencyMillis > 0) {
                vertx.setTimer(latencyMillis, timer -> next(response, pieces, following));
                return;
            } else if (response.writeQueueFull()) {
                response.drainHandler(drained -> next(response, pieces, following));
                return;
            }
        }
    }

    private static void fail(HttpServerRequest request, Throwable failure) {
        LOG.error("the demo archive could not answer " + request.uri(), failure);
        if (!request.response().ended() && !request.response().closed()) {
            request.response().setStatusCode(500).end();
        }
    }
}
