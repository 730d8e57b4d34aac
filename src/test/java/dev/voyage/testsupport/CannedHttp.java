package dev.voyage.testsupport;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers from a function, without a network. */
public final class CannedHttp implements Http {

    private final Function<Ask, Canned> answers;
    private final List<Ask> asked = new CopyOnWriteArrayList<>();

    public CannedHttp(Function<Ask, Canned> answers) {
        this.answers = answers;
    }

    /** What was asked, in order. */
    public List<Ask> asked() {
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
    public Uni<Answer> send(Ask ask) {
        return Uni.createFrom().deferred(() -> {
            asked.add(ask);
            Canned canned = answers.apply(ask);
            return canned.noHead() == null
                    ? Uni.createFrom().item(new CannedAnswer(ask.uri(), canned))
                    : Uni.createFrom().failure(canned.noHead());
        });
    }

    /**
     * @param noHead what comes instead of an answer, or null
     * @param breaks what comes behind the body, or null for its end
     */
    public record Canned(int status, ByteBuffer body, Problem noHead, Problem breaks) {

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
            return new Canned(0, ByteBuffer.allocate(0), Problem.of(Kind.UNAVAILABLE, "no answer"), null);
        }

        /** As it is, up to so many bytes. */
        public Canned breakingAfter(int bytes) {
            return new Canned(
                    status,
                    body.slice(0, Math.min(bytes, body.remaining())),
                    null,
                    Problem.of(Kind.CORRUPT, "the connection ended too early"));
        }
    }

    private record CannedAnswer(URI uri, Canned canned) implements Answer {

        private static final int PIECE = 700;

        @Override
        public int status() {
            return canned.status();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
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
        public Uni<Answer> successful() {
            int status = canned.status();
            boolean later = status == 429 || status >= 500;
            return status / 100 == 2
                    ? Uni.createFrom().item(this)
                    : Uni.createFrom()
                            .failure(Problem.of(later ? Kind.UNAVAILABLE : Kind.REFUSED, "answered " + status)
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
