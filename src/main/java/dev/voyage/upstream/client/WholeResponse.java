package dev.voyage.upstream.client;

import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** An answer of status 2xx whose body has come; it holds neither a connection nor a permit. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WholeResponse(URI uri, int status, MultiMap headers, byte[] sent, Vertx vertx) implements UpstreamResponse {

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
        return VertxUpstreamResponse.contentLength(headers.get("Content-Length"));
    }

    @Override
    public Multi<ByteBuffer> body() {
        return sent.length == 0
                ? Multi.createFrom().empty()
                : Multi.createFrom().item(() -> ByteBuffer.wrap(sent).asReadOnlyBuffer());
    }

    @Override
    public Uni<byte[]> bytes(int most) {
        return Uni.createFrom()
                .deferred(() -> sent.length > most
                        ? Uni.createFrom().failure(DocumentDecoder.tooLarge(uri, most))
                        : DocumentDecoder.decode(this, sent, most, vertx));
    }

    @Override
    public Uni<UpstreamResponse> successful() {
        return Uni.createFrom().item(this);
    }

    @Override
    public void discard() {
        // nothing is held
    }
}
