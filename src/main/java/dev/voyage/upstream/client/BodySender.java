package dev.voyage.upstream.client;

import dev.voyage.upstream.UpstreamRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/** Sends the bodies of requests. */
final class BodySender {

    private BodySender() {}

    /**
     * Sends a request with its body, at the pace of the connection.
     *
     * @param body null for none
     * @return the response, which may come before the body has been sent
     */
    static Future<HttpClientResponse> send(Vertx vertx, HttpClientRequest request, UpstreamRequest.Body body) {
        if (body instanceof UpstreamRequest.Text text) {
            return request.send(text.content());
        } else if (body instanceof UpstreamRequest.FilePart part) {
            request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()));
            return part.length() == 0 ? request.send() : open(vertx, part).compose(file -> send(request, file));
        }
        return request.send();
    }

    private static Future<AsyncFile> open(Vertx vertx, UpstreamRequest.FilePart part) {
        return vertx.fileSystem()
                .open(
                        part.file().toString(),
                        new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .map(file -> file.setReadPos(part.from()).setReadLength(part.length()));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, AsyncFile file) {
        Future<Void> sent = file.pipeTo(request);
        sent.onComplete(ended -> {
            var unused = file.close().otherwiseEmpty();
        });
        return request.response().onSuccess(response -> {
            if (!sent.isComplete()) { // a refusal: nobody reads the rest, and the connection cannot be used again
                response.end().onComplete(read -> request.reset());
            }
        });
    }
}
