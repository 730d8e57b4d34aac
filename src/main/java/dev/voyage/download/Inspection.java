package dev.voyage.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Everything that is learnt of a file while its bytes pass once, in order. */
final class Inspection implements AutoCloseable {

    private final MessageDigest digest = sha256Digest();
    private final FitsCheck plain = new FitsCheck();
    private final FitsCheck zipped = new FitsCheck();
    private final GzipCheck gzip = new GzipCheck((bytes, length) -> zipped.update(bytes, 0, length));
    private final StringBuilder beginning = new StringBuilder();
    private long bytes;
    private String sha256;

    /** Of a whole file. Blocks. */
    static Inspection of(Path file) throws IOException {
        return of(file, () -> false);
    }

    /**
     * Blocks.
     *
     * @param over asked between pieces; ends the reading early
     */
    static Inspection of(Path file, BooleanSupplier over) throws IOException {
        var inspection = new Inspection();
        try (inspection;
                var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = ByteBuffer.allocate(256 * 1024);
            while (!over.getAsBoolean() && channel.read(buffer) >= 0) {
                inspection.update(buffer.flip());
                buffer.clear();
            }
        }
        return inspection;
    }

    void update(ByteBuffer chunk) throws IOException {
        if (beginning.length() < 512) {
            begin(chunk);
        }
        plain.update(chunk);
        gzip.update(chunk);
        bytes += chunk.remaining();
        digest.update(chunk.duplicate());
    }

    private void begin(ByteBuffer chunk) {
        byte[] first = new byte[Math.min(chunk.remaining(), 512)];
        chunk.duplicate().get(first);
        beginning.append(new String(first, StandardCharsets.ISO_8859_1));
    }

    long bytes() {
        return bytes;
    }

    /** Of all bytes; none may follow. */
    String sha256() {
        if (sha256 == null) {
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        return sha256;
    }

    /** Whether it begins as a web page. */
    boolean isHtml() {
        String start = beginning.toString().replace("\u00ef\u00bb\u00bf", "").stripLeading();
        String lower = start.toLowerCase(Locale.ROOT);
        return lower.startsWith("<!doctype html") || lower.startsWith("<html");
    }

    /** What its structure proves whole. */
    List<String> verified() {
        var proven = new ArrayList<String>();
        if (gzip.isWhole()) {
            proven.add("gzip");
        }
        if (plain.isWhole() || (gzip.isWhole() && zipped.isWhole())) {
            proven.add("fits");
        }
        if (plain.isSummed() || (gzip.isWhole() && zipped.isSummed())) {
            proven.add("checksum");
        }
        return proven;
    }

    /** That it is gzip and not whole; no such file is any good. */
    Optional<String> gzipFault() {
        return gzip.isBroken() ? Optional.of("its gzip structure is not whole") : Optional.empty();
    }

    /**
     * That it is FITS and shorter than its headers say; there are archives that keep such files.
     */
    Optional<String> fitsFault() {
        boolean shortened = plain.isShort() || (gzip.isWhole() && zipped.isShort());
        return shortened ? Optional.of("it ends before its FITS headers say") : Optional.empty();
    }

    /**
     * That one of its HDUs is not what its DATASUM or CHECKSUM says; there are archives that keep
     * files whose sums are stale.
     */
    Optional<String> checksumFault() {
        return plain.sumFault().or(zipped::sumFault);
    }

    @Override
    public void close() {
        gzip.close();
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
