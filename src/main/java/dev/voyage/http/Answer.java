package dev.voyage.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** The head of an answer, and its body on demand. */
public interface Answer {

    /** Where it came from, after redirects. */
    URI uri();

    int status();

    /** The first header of this name, any case. */
    Optional<String> header(String name);

    /** Content-Length, where the answer has one that is a number. */
    OptionalLong contentLength();

    /**
     * The body's bytes as they were sent (never decompressed), as asked for; can be subscribed
     * once. Cancelling resets the connection.
     *
     * @return fails with {@code UNAVAILABLE} when nothing comes for the stall time while something
     *     was asked for, with {@code CORRUPT} when the connection ends before the announced length
     *     or the last chunk
     */
    Multi<ByteBuffer> body();

    /**
     * The whole body, unzipped when its Content-Encoding says gzip.
     *
     * @param most fails with {@code TOO_LARGE} above this many bytes (of the unzipped form), and
     *     hangs up
     */
    Uni<byte[]> bytes(int most);

    /**
     * The answer itself when its status is 2xx, else the {@code Problem} of {@link Http#ask}; that
     * hangs up.
     */
    Uni<Answer> successful();

    /** Not interested: hangs up (or lets a short rest drain). Idempotent. */
    void discard();
}
