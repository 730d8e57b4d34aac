package dev.voyage.testsupport.http;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.ContentRange;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Responses from a function, without a network. */
public final class CannedHttp implements Http {

    private final Function<UpstreamRequest, Canned> answers;
    private final List<UpstreamRequest> asked = new CopyOnWriteArrayList<>();

    public CannedHttp(Function<UpstreamRequest, Canned> answers) {
        this.answers = answers;
    }

    /** The requests, in order. */
    public List<UpstreamRequest> asked() {
        return List.copyOf(asked);
    }

    /** A file below src/test/resources/fixtures. */
    public static byte[] fixture(String path) {
        try (InputStream in = CannedHttp.class.getResourceAsStream("/fixtures/" + path)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Uni<UpstreamResponse> send(UpstreamRequest ask) {
        return Uni.createFrom().deferred(() -> {
            asked.add(ask);
            Canned canned = answers.apply(ask);
            return canned.noHead() == null
                    ? Uni.createFrom().item(new CannedAnswer(ask.uri(), canned))
                    : Uni.createFrom().failure(canned.noHead());
        });
    }

    /**
     * @param noHead the failure instead of a response, or null
     * @param breaks the failure after the body, or null for a regular end
     * @param headers names in lower case
     */
    public record Canned(int status, ByteBuffer body, Problem noHead, Problem breaks, Map<String, String> headers) {

        public Canned(int status, ByteBuffer body, Problem noHead, Problem breaks) {
            this(status, body, noHead, breaks, Map.of());
        }

        /** With only this header. */
        public Canned header(String name, String value) {
            return new Canned(status, body, noHead, breaks, Map.of(name.toLowerCase(Locale.ROOT), value));
        }

        public static Canned ok(String body) {
            return ok(body.getBytes(StandardCharsets.UTF_8));
        }

        public static Canned ok(byte[] body) {
            return status(200, body);
        }

        public static Canned status(int status, byte[] body) {
            return new Canned(status, ByteBuffer.wrap(body), null, null);
        }

        public static Canned unavailable() {
            return new Canned(0, ByteBuffer.allocate(0), Problem.of(ProblemType.UNAVAILABLE, "no answer"), null);
        }

        /** Fails after this number of bytes. */
        public Canned breakingAfter(int bytes) {
            return new Canned(
                    status,
                    body.slice(0, Math.min(bytes, body.remaining())),
                    null,
                    Problem.of(ProblemType.CORRUPT, "the connection ended too early"));
        }
    }

    private record CannedAnswer(URI uri, Canned canned) implements UpstreamResponse {

        private static final int PIECE = 700;

        @Override
        public int status() {
            return canned.status();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(canned.headers().get(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public OptionalLong contentLength() {
            return OptionalLong.empty();
        }

        @Override
        public Multi<ByteBuffer> body() {
            List<ByteBuffer> pieces = new ArrayList<>();
            byte[] body = whole();
            for (int from = 0; from < body.length; from += PIECE) {
                pieces.add(ByteBuffer.wrap(body, from, Math.min(PIECE, body.length - from)));
            }
            Multi<ByteBuffer> all = Multi.createFrom().iterable(pieces);
            return canned.breaks() == null
                    ? all
                    : Multi.createBy()
                            .concatenating()
                            .streams(all, Multi.createFrom().failure(canned.breaks()));
        }

        @Override
        public Uni<byte[]> bytes(int most) {
            return Uni.createFrom().item(whole());
        }

        @Override
        public Uni<UpstreamResponse> successful() {
            int status = canned.status();
            boolean later = status == 429 || status >= 500;
            if (status / 100 == 2 && ContentRange.isPart(this)) {
                return Uni.createFrom().failure(Problem.of(ProblemType.CORRUPT, "a part of the document"));
            }
            return status / 100 == 2
                    ? Uni.createFrom().item(this)
                    : Uni.createFrom()
                            .failure(Problem.of(
                                            later ? ProblemType.UNAVAILABLE : ProblemType.REFUSED, "answered " + status)
                                    .with("upstreamStatus", status));
        }

        @Override
        public void discard() {}

        private byte[] whole() {
            byte[] bytes = new byte[canned.body().remaining()];
            canned.body().duplicate().get(bytes);
            return bytes;
        }
    }
}
