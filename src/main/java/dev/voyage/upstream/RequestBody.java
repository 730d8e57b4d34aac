package dev.voyage.upstream;

import java.nio.file.Path;

/** The body of a request; the same again with each attempt. */
public sealed interface RequestBody {

    /** ASCII content. */
    record Text(String content) implements RequestBody {}

    /**
     * Bytes of a file, read while they are sent.
     *
     * @param from position of the first byte
     * @param length number of bytes; the file must have them until the response has come
     */
    record FilePart(Path file, long from, long length) implements RequestBody {}
}
