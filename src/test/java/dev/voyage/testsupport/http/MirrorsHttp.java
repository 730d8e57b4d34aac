package dev.voyage.testsupport.http;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An {@link Http} without a network: each host always responds in the same way. */
public final class MirrorsHttp implements Http {

    private final Map<String, Uni<UpstreamResponse>> answers = new HashMap<>();
    private final List<UpstreamRequest> asks = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    public MirrorsHttp answers(String host, int status, byte[] body) {
        return says(host, Uni.createFrom().item(() -> new Canned(host, status, body)));
    }

    public MirrorsHttp answers(String host, String body) {
        return answers(host, 200, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The host is unreachable. */
    public MirrorsHttp isDown(String host) {
        return says(host, Uni.createFrom().failure(() -> Problem.of(ProblemType.UNAVAILABLE, "no connection")
                .at(host)));
    }

    /** Responds when the body is complete, or never; {@link #hungUp} completes on cancellation. */
    public MirrorsHttp answersLater(String host, CompletableFuture<byte[]> body) {
        return says(
                host,
                Uni.createFrom()
                        .completionStage(body::copy) // cancelling a copy does not affect the body
                        .<UpstreamResponse>map(bytes -> new Canned(host, 200, bytes))
                        .onCancellation()
                        .invoke(() -> hungUp.complete(null)));
    }

    public MirrorsHttp says(String host, Uni<UpstreamResponse> answer) {
        answers.put(host, answer);
        return this;
    }

    /** The requests, in order. */
    public List<UpstreamRequest> asks() {
        return List.copyOf(asks);
    }

    /** The hosts of the requests, in order. */
    public List<String> hosts() {
        return asks.stream().map(ask -> Urls.authority(ask.uri())).toList();
    }

    public CompletableFuture<Void> hungUp() {
        return hungUp;
    }

    @Override
    public Uni<UpstreamResponse> send(UpstreamRequest ask) {
        return Uni.createFrom().deferred(() -> {
            asks.add(ask);
            return answers.get(Urls.authority(ask.uri()));
        });
    }

    private static final class Canned implements UpstreamResponse {

        private final String host;
        private final int status;
        private final byte[] content;

        Canned(String host, int status, byte[] content) {
            this.host = host;
            this.status = status;
            this.content = content;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public URI uri() {
            return URI.create("https://" + host + "/");
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public OptionalLong contentLength() {
            return OptionalLong.of(content.length);
        }

        @Override
        public Multi<ByteBuffer> body() {
            return Multi.createFrom().item(() -> ByteBuffer.wrap(content).asReadOnlyBuffer());
        }

        @Override
        public Uni<byte[]> bytes(int most) {
            return content.length <= most
                    ? Uni.createFrom().item(content)
                    : Uni.createFrom().failure(() -> Problem.of(ProblemType.TOO_LARGE, "too large"));
        }

        @Override
        public Uni<UpstreamResponse> successful() {
            if (status / 100 == 2) {
                return Uni.createFrom().item(this);
            }
            ProblemType kind = status == 429 || status >= 500 ? ProblemType.UNAVAILABLE : ProblemType.REFUSED;
            return Uni.createFrom()
                    .failure(() -> Problem.of(kind, "status " + status).at(host));
        }

        @Override
        public void discard() {
            // nothing to release
        }
    }
}
