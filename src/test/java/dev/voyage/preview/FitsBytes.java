package dev.voyage.preview;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes FITS files card by card, right or wrong. */
public final class FitsBytes {

    private static final int BLOCK = 2880;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A file that begins with a primary unit without data. */
    public static FitsBytes withoutPrimary() {
        return new FitsBytes().header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0");
    }

    /** A primary image of 32-bit floats. */
    public static byte[] image(int width, int height, float... pixels) {
        ByteBuffer data = ByteBuffer.allocate(4 * pixels.length);
        for (float pixel : pixels) {
            data.putFloat(pixel);
        }
        return new FitsBytes()
                .header("SIMPLE  = T", "BITPIX  = -32", "NAXIS   = 2", "NAXIS1  = " + width, "NAXIS2  = " + height)
                .data(data.array())
                .bytes();
    }

    /** Adds a header, which ends with END. */
    public FitsBytes header(String... cards) {
        var text = new StringBuilder();
        for (String card : cards) {
            text.append(String.format("%-80s", card));
        }
        text.append(String.format("%-80s", "END"));
        padded(text.toString().getBytes(StandardCharsets.ISO_8859_1), (byte) ' ');
        return this;
    }

    /** Adds data, padded to a whole block. */
    public FitsBytes data(byte[] data) {
        padded(data, (byte) 0);
        return this;
    }

    private void padded(byte[] content, byte filler) {
        byte[] whole = Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK);
        Arrays.fill(whole, content.length, whole.length, filler);
        bytes.writeBytes(whole);
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return compressed.toByteArray();
    }
}
