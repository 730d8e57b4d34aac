package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The head of an answer that came, and its body that may still come. */
final class VertxAnswer implements Answer {

    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final Wire wire;
    private final URI uri;
    private final int status;
    private final MultiMap headers;
    private final Body body;

    /** To be made on the loop, the response paused. */
    VertxAnswer(Wire wire, Loop loop, Ask ask, HttpClientResponse response, HostGate.Ticket ticket, long since) {
        this.wire = wire;
        this.uri = ask.uri();
        this.status = response.statusCode();
        this.headers = response.headers();
        this.body = new Body(loop, wire, ask, response, ticket, since);
        if (ask.method().equals("HEAD")
                || status == 204
                || status == 304
                || contentLength().orElse(1) == 0) {
            body.drain(); // nothing will come: the permit need not wait for a reader
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
    public OptionalLong contentLength() {
        String length = header("Content-Length").orElse("").strip();
        return length.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
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
        String encoding = header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        boolean gzip = encoding.equals("gzip") || encoding.equals("x-gzip");
        if (!gzip && !encoding.equals("identity") && !encoding.isEmpty()) {
            return refuse(Problem.of(Kind.MALFORMED, "sent in an encoding not asked for: " + Quoted.of(encoding)));
        }
        if (contentLength().orElse(0) > most) {
            return refuse(tooLarge(most));
        }
        var collected = new ByteArrayOutputStream();
        Uni<byte[]> sent = body().onItem()
                .invoke(piece -> collect(piece, collected, most))
                .onItem()
                .ignoreAsUni()
                .map(end -> collected.toByteArray());
        return gzip ? sent.onItem().transformToUni(zipped -> unzipped(zipped, most)) : sent;
    }

    private void collect(ByteBuffer piece, ByteArrayOutputStream collected, int most) {
        if (piece.remaining() > most - collected.size()) {
            throw tooLarge(most);
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        collected.writeBytes(bytes);
    }

    private Uni<byte[]> unzipped(byte[] zipped, int most) {
        return Uni.createFrom().completionStage(() -> wire.vertx()
                .executeBlocking(() -> unzip(zipped, most), false)
                .toCompletionStage());
    }

    private byte[] unzip(byte[] zipped, int most) {
        try {
            return Unzipped.of(zipped, most);
        } catch (Problem problem) {
            throw problem.at(host());
        }
    }

    @Override
    public Uni<Answer> successful() {
        return Uni.createFrom().deferred(() -> isSuccess() ? Uni.createFrom().item(this) : refuse(problem()));
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** What this status means to who wanted 2xx. */
    Problem problem() {
        boolean later = LATER.contains(status) || status / 100 == 5;
        Problem problem = Problem.of(later ? Kind.UNAVAILABLE : Kind.REFUSED, host() + " answered " + status)
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

    /** Hangs up if nobody has begun to read. */
    void abandon() {
        body.abandon();
    }

    private <T> Uni<T> refuse(Problem problem) {
        discard();
        return Uni.createFrom().failure(problem.at(host()));
    }

    private Problem tooLarge(int most) {
        return Problem.of(Kind.TOO_LARGE, "more than " + most + " bytes").at(host());
    }

    private String host() {
        return Urls.authority(uri);
    }
}
