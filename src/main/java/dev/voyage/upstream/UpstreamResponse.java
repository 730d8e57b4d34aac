package dev.voyage.upstream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The head of a response, and its body on demand. */
public interface UpstreamResponse {

    /** The address it came from, after redirects. */
    URI uri();

    int status();

    /** The first header of this name, in any case. */
    Optional<String> header(String name);

    /** All headers of this name, joined by commas as those of a list may be (RFC 9110, 5.3); empty if there is none. */
    default String headers(String name) {
        return header(name).orElse("");
    }

    /** Content-Length, if the response has one that is a number. */
    OptionalLong contentLength();

    /**
     * Whether the head says where the body ends, by Content-Length or by chunks. Such a body is whole when it completes; any
     * other ends with the connection, and ends the same when it is truncated.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 6.3</a>
     */
    default boolean isFramed() {
        String transfer = header("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
        return contentLength().isPresent() || transfer.contains("chunked");
    }

    /**
     * The body's bytes as sent (never decompressed), on demand; can be subscribed once. Cancelling resets the connection.
     *
     * @return fails with {@code UNAVAILABLE} when no bytes arrive within the stall timeout while there is demand, with
     *     {@code CORRUPT} when the connection ends before the announced length or the last chunk
     */
    Multi<ByteBuffer> body();

    /**
     * The whole body of a document, decided by its actual bytes: decompressed if they are gzip, otherwise unchanged, whatever
     * coding the Content-Encoding names.
     *
     * @param most fails with {@code TOO_LARGE} above this many bytes (of the decompressed form), and closes the connection; fails
     *     with {@code MALFORMED} if the bytes are in another coding
     */
    Uni<byte[]> bytes(int most);

    /**
     * This response if its status is 2xx and it is not a part, else the {@code Problem} of {@link Http#ask}; in that case it closes the connection.
     */
    Uni<UpstreamResponse> successful();

    /** Discards the body: closes the connection (or lets a short rest drain). Idempotent. */
    void discard();
}
