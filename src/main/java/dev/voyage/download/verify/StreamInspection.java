package dev.voyage.download.verify;

import dev.voyage.coding.Sha256;
import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.content.FirstBytes;
import dev.voyage.download.content.NameTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Everything that can be determined about a file while its bytes pass once, in order. */
public final class StreamInspection implements AutoCloseable {

    private final MessageDigest digest = Sha256.digest();
    private final FitsCheck plain = new FitsCheck();
    private final FitsCheck zipped = new FitsCheck();
    private final FirstBytes first = new FirstBytes();
    private final FirstBytes firstUnzipped = new FirstBytes();
    private final GzipCheck gzip = new GzipCheck((bytes, length) -> {
        firstUnzipped.add(bytes, 0, length);
        zipped.update(bytes, 0, length);
    });
    private long bytes;
    private String sha256;

    /** For a complete file. Blocks. */
    public static StreamInspection of(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return of(channel, () -> false);
        }
    }

    /**
     * For the bytes of a channel. Blocks.
     *
     * @param over checked between pieces; true ends the reading early
     */
    public static StreamInspection of(ReadableByteChannel channel, BooleanSupplier over) throws IOException {
        var inspection = new StreamInspection();
        try (inspection) {
            var buffer = ByteBuffer.allocate(256 * 1024);
            while (!over.getAsBoolean() && channel.read(buffer) >= 0) {
                inspection.update(buffer.flip());
                buffer.clear();
            }
        }
        return inspection;
    }

    /** Whether a file in its place does not begin as its name promises. Blocks, and reads only the beginning. */
    public static boolean isUnlike(Path file) throws IOException {
        if (NameTypes.of(file).signature().isEmpty()) {
            return false;
        }
        try (var seen = new StreamInspection();
                var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = ByteBuffer.allocate(FirstBytes.MOST);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // a file may be read in pieces
            }
            seen.update(buffer.flip());
            return seen.unlike(file, seen.bytes() == channel.size()).isPresent();
        }
    }

    /** The fault if a file accepted under this name does not begin as it promises. */
    public Optional<String> unlike(Path file, boolean whole) {
        return new ContentJudge(this, NameTypes.of(file), BodyFacts.TAKEN)
                .finding(whole)
                .filter(it -> it.certainty() == ContentJudge.Certainty.SIGNATURE)
                .map(ContentJudge.Finding::what);
    }

    public void update(ByteBuffer chunk) throws IOException {
        first.add(chunk);
        plain.update(chunk);
        gzip.update(chunk);
        bytes += chunk.remaining();
        digest.update(chunk.duplicate());
    }

    public long bytes() {
        return bytes;
    }

    /** Of all bytes; no bytes may follow. */
    public String sha256() {
        if (sha256 == null) {
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        return sha256;
    }

    /** Its first bytes. */
    FirstBytes first() {
        return first;
    }

    /** The first bytes of the decompressed content; empty if it is not gzip. */
    FirstBytes firstUnzipped() {
        return firstUnzipped;
    }

    boolean beginsAsGzip() {
        return gzip.isGzip();
    }

    /** Whether it is gzip, complete and valid. */
    boolean isWholeGzip() {
        return gzip.isWhole();
    }

    /** The checks that its structure passes. */
    public List<String> verified() {
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

    /** The fault if it is gzip and not complete; no such file is usable. */
    public Optional<String> gzipFault() {
        return gzip.isBroken() ? Optional.of("its gzip structure is not whole") : Optional.empty();
    }

    /** The fault if it is FITS and shorter than its headers say; some archives keep such files. */
    public Optional<String> fitsFault() {
        boolean shortened = plain.isShort() || (gzip.isWhole() && zipped.isShort());
        return shortened ? Optional.of("it ends before its FITS headers say") : Optional.empty();
    }

    /** The fault if one of its HDUs does not match its DATASUM or CHECKSUM; some archives keep files with stale checksums. */
    public Optional<String> checksumFault() {
        return plain.sumFault().or(zipped::sumFault);
    }

    @Override
    public void close() {
        gzip.close();
    }
}
