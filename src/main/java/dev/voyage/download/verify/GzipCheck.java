package dev.voyage.download.verify;

import dev.voyage.coding.GzipDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Decompresses bytes as they pass and compares the output with each member's trailer. Several members in a row are one file; any
 * other data after a member is ignored, as gzip does.
 */
public final class GzipCheck implements AutoCloseable {

    private static final Pattern NAMED = Pattern.compile("(?i).*\\.(gz|tgz|ftz)");
    private static final int PIECE = 32 * 1024;

    /** Receives the decompressed output. */
    public interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    private final Sink sink;
    private final GzipDecoder gzip = new GzipDecoder();
    private byte[] out = {};

    public GzipCheck(Sink sink) {
        this.sink = sink;
    }

    /** Reads all of it, and leaves the buffer's position as it was. */
    public void update(ByteBuffer chunk) throws IOException {
        gzip.feed(chunk.duplicate());
        int length = gzip.pull(out);
        while (length > 0 || needsRoom()) {
            if (length > 0) {
                sink.take(out, length);
            } else {
                out = new byte[PIECE];
            }
            length = gzip.pull(out);
        }
    }

    /** Most files are not compressed, and need none. */
    private boolean needsRoom() {
        return out.length == 0 && gzip.place() == GzipDecoder.Place.BODY;
    }

    /** Whether it is gzip, complete and valid. */
    public boolean isWhole() {
        return gzip.isWhole();
    }

    /** Whether it begins as gzip and is not complete. */
    boolean isBroken() {
        return isGzip() && !isWhole();
    }

    /** Whether its first two bytes are those of gzip. */
    boolean isGzip() {
        return gzip.members() > 0
                || switch (gzip.place()) {
                    case HEADER, BODY, TRAILER, BROKEN -> true;
                    case START, MAGIC, BETWEEN, BEHIND -> false;
                };
    }

    @Override
    public void close() {
        gzip.close();
    }

    /** Whether a name has a gzip extension; other files may begin like gzip by chance. */
    static boolean isNamed(Path file) {
        return NAMED.matcher(file.getFileName().toString()).matches();
    }
}
