package dev.voyage.api.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses a response that is written in pieces: each piece can be decompressed completely when it arrives (RFC 1951, an empty
 * stored block at its end). A compressor holds some 260 KiB, too much for each of ten thousand readers. So each thread has one,
 * which is primed with the last bytes of the response before each piece; a response holds those bytes only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, gzip</a>
 */
public final class GzipCoding {

    private static final int SMALLEST = 1024; // of a whole body; smaller ones gain little

    private static final int CHUNK = 16 * 1024;

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final Pattern ACCEPTED =
            Pattern.compile("(?:^|.*,)\\s*gzip\\s*(?:;\\s*q=(?:1(?:\\.0*)?|0\\.\\d*[1-9]\\d*)\\s*)?(?:,.*|$)");

    private static final Pattern TEXT = Pattern.compile("text/.*|application/[^;]*(json|xml)\\b.*");

    /** The levels of zlib that are used. Each has compressors of its own: one that changes its level breaks its dictionary. */
    public enum Effort {
        QUICK(Deflater.BEST_SPEED, 4096),
        THOROUGH(6, 32 << 10);

        @SuppressWarnings("ImmutableEnumChecker") // a compressor for each thread
        private final ThreadLocal<Deflater> compressor;

        private final int history;

        /** @param history bytes of the previous pieces to which a piece can refer, and which a response holds */
        Effort(int level, int history) {
            this.history = history;
            compressor = ThreadLocal.withInitial(() -> new Deflater(level, true));
        }
    }

    private final Effort effort;
    private final CRC32 checksum = new CRC32();
    private byte[] history = {};
    private long length;

    /** A quick one, for responses that are made for one client. */
    public GzipCoding() {
        this(Effort.QUICK);
    }

    public GzipCoding(Effort effort) {
        this.effort = effort;
    }

    /** Whether a request accepts gzip by name. */
    public static boolean isAccepted(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && ACCEPTED.matcher(accepted).matches();
    }

    /**
     * Sets the headers of a response with a choice of codings; to be called after its Content-Type is set.
     *
     * @return whether it is to be compressed: the client accepts that, and the content is text
     */
    public static boolean isChosen(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !TEXT.matcher(type).matches()) {
            return false;
        }
        String varies = response.headers().get(HttpHeaders.VARY);
        response.putHeader(HttpHeaders.VARY, varies == null ? "Accept-Encoding" : varies + ", Accept-Encoding");
        boolean chosen = isAccepted(request);
        if (chosen) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return chosen;
    }

    /** The whole body, compressed if that is accepted and worthwhile; sets the headers as {@link #isChosen}. */
    public static byte[] whole(HttpServerRequest request, byte[] body) {
        return body.length >= SMALLEST && isChosen(request)
                ? new GzipCoding().end(Buffer.buffer(body)).getBytes()
                : body;
    }

    /** The next piece, compressed; empty for an empty one. */
    public Buffer piece(Buffer raw) {
        return raw.length() == 0 ? raw : coded(raw.getBytes(), false);
    }

    /** The last piece, which may be empty, and the end of the response. */
    public Buffer end(Buffer raw) {
        Buffer last = coded(raw.getBytes(), true);
        return last.appendIntLE((int) checksum.getValue()).appendIntLE((int) length); // modulo 2^32
    }

    private Buffer coded(byte[] raw, boolean isLast) {
        Buffer out = Buffer.buffer(raw.length / 4 + 64);
        if (length == 0) {
            out.appendBytes(HEADER);
        }
        checksum.update(raw);
        Deflater compressor = effort.compressor.get();
        compressor.reset();
        if (history.length > 0) {
            compressor.setDictionary(history);
        }
        compressor.setInput(raw);
        if (isLast) {
            compressor.finish();
        }
        byte[] chunk = new byte[CHUNK];
        int made;
        do {
            made = compressor.deflate(chunk, 0, chunk.length, isLast ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
            out.appendBytes(chunk, 0, made);
        } while (isLast ? !compressor.finished() : made == chunk.length);
        length += raw.length;
        remember(raw);
        return out;
    }

    private void remember(byte[] raw) {
        if (raw.length >= effort.history) {
            history = Arrays.copyOfRange(raw, raw.length - effort.history, raw.length);
            return;
        }
        int kept = Math.min(history.length, effort.history - raw.length);
        byte[] joined = Arrays.copyOfRange(history, history.length - kept, history.length + raw.length);
        System.arraycopy(raw, 0, joined, kept, raw.length);
        history = joined;
    }
}
