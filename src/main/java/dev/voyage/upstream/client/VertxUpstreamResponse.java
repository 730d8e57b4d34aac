package dev.voyage.upstream.client;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.ContentRange;
import dev.voyage.upstream.RetryAfter;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.politeness.HostLimiter;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The head of a received response, and its body, which may still be arriving. */
final class VertxUpstreamResponse implements UpstreamResponse {

    private static final int LONGEST_NUMBER = 18;
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final ClientContext wire;
    private final URI uri;
    private final int status;
    private final MultiMap headers;
    private final ResponseBody body;

    /** Must be created on the loop, with the response paused. */
    VertxUpstreamResponse(
            ClientContext wire,
            LoopClient loop,
            UpstreamRequest ask,
            HttpClientResponse response,
            HostLimiter.Ticket ticket,
            long since) {
        this.wire = wire;
        this.uri = ask.uri();
        this.status = response.statusCode();
        this.headers = response.headers();
        this.body = new ResponseBody(loop, wire, ask, response, ticket, since);
        if (ask.method().equals("HEAD")
                || status == 204
                || status == 304
                || contentLength().orElse(1) == 0) {
            body.drain(); // no body follows: the permit need not wait for a reader
        }
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String headers(String name) {
        return String.join(", ", headers.getAll(name));
    }

    @Override
    public OptionalLong contentLength() {
        return contentLength(headers.get("Content-Length"));
    }

    /** The number that the header is; empty where it is missing or none. */
    static OptionalLong contentLength(String header) {
        String length = header == null ? "" : header.strip();
        boolean number = !length.isEmpty() && length.length() <= LONGEST_NUMBER;
        for (int i = 0; number && i < length.length(); i++) {
            number = length.charAt(i) >= '0' && length.charAt(i) <= '9';
        }
        return number ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
    }

    @Override
    public Multi<ByteBuffer> body() {
        return body.items();
    }

    @Override
    public Uni<byte[]> bytes(int most) {
        return Uni.createFrom().deferred(() -> whole(most));
    }

    private Uni<byte[]> whole(int most) {
        if (contentLength().orElse(0) > most) {
            return refuse(DocumentDecoder.tooLarge(uri, most));
        }
        var collected = new ByteArrayOutputStream();
        return body().onItem()
                .invoke(piece -> collect(piece, collected, most))
                .onItem()
                .ignoreAsUni()
                .map(end -> collected.toByteArray())
                .onItem()
                .transformToUni(sent -> DocumentDecoder.decode(this, sent, most, wire.vertx()));
    }

    private void collect(ByteBuffer piece, ByteArrayOutputStream collected, int most) {
        if (piece.remaining() > most - collected.size()) {
            throw DocumentDecoder.tooLarge(uri, most);
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        collected.writeBytes(bytes);
    }

    @Override
    public Uni<UpstreamResponse> successful() {
        return Uni.createFrom().deferred(() -> isSuccess() ? Uni.createFrom().item(this) : refuse(problem()));
    }

    /** Whether it is what a caller wants that asks for everything: 2xx, and not a part. */
    boolean isSuccess() {
        return status / 100 == 2 && !ContentRange.isPart(this);
    }

    /** The problem for a caller that wants a success. */
    Problem problem() {
        return status / 100 == 2
                ? Problem.of(
                                ProblemType.CORRUPT,
                                host() + " answered with a part of the document: status " + status + ", Content-Range "
                                        + QuotedText.of(header("Content-Range").orElse("")))
                        .at(host())
                : problemOfStatus();
    }

    private Problem problemOfStatus() {
        boolean later = LATER.contains(status) || status / 100 == 5;
        Problem problem = Problem.of(
                        later ? ProblemType.UNAVAILABLE : ProblemType.REFUSED, host() + " answered " + status)
                .at(host())
                .with("upstreamStatus", status);
        return header("Retry-After")
                .filter(asked -> later)
                .flatMap(asked ->
                        RetryAfter.of(asked, header("Date"), wire.clock().instant()))
                .map(problem::retryAfter)
                .orElse(problem);
    }

    @Override
    public void discard() {
        body.discard(contentLength());
    }

    /** Closes the connection if no reader has begun. */
    void abandon() {
        body.abandon();
    }

    private <T> Uni<T> refuse(Problem problem) {
        discard();
        return Uni.createFrom().failure(problem.at(host()));
    }

    private String host() {
        return Urls.authority(uri);
    }
}
