package dev.voyage.preview.fits;

import dev.voyage.problem.QuotedText;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.zip.GZIPInputStream;
import nom.tam.fits.compression.algorithm.hcompress.HCompressor;
import nom.tam.fits.compression.algorithm.hcompress.HCompressorOption;
import nom.tam.fits.compression.algorithm.plio.PLIOCompress;
import nom.tam.fits.compression.algorithm.rice.RiceCompressOption;
import nom.tam.fits.compression.algorithm.rice.RiceCompressor;

/** Decompresses tiles to whole numbers, by the algorithm that the header names. */
final class TileCodec {

    private final HeaderUnit unit;
    private final String algorithm;
    private final int elementBytes;

    /** @param bitpix of the numbers that are compressed with GZIP */
    TileCodec(HeaderUnit unit, int bitpix) {
        this.unit = unit;
        this.algorithm = unit.text("ZCMPTYPE", "");
        this.elementBytes = Math.abs(bitpix) / 8;
        switch (algorithm) {
            case "RICE_1", "RICE_ONE", "GZIP_1", "GZIP_2", "PLIO_1", "HCOMPRESS_1" -> {}
            default ->
                throw FitsFault.of(unit.name() + " is compressed as " + QuotedText.of(algorithm)
                        + "; known are GZIP_1, GZIP_2, HCOMPRESS_1, PLIO_1 and RICE_1");
        }
        if (bitpix == 64 && !isGzip()) {
            throw FitsFault.of(unit.name() + " has 64-bit numbers compressed as " + algorithm);
        }
    }

    boolean isGzip() {
        return algorithm.startsWith("GZIP_");
    }

    /**
     * @param pixels number of pixels
     * @return whole numbers, in memory order
     */
    int[] whole(byte[] tile, int pixels, int tileWidth) throws IOException {
        return switch (algorithm) {
            case "PLIO_1" -> {
                IntBuffer into = IntBuffer.allocate(pixels);
                new PLIOCompress.IntPLIOCompressor().decompress(ByteBuffer.wrap(tile), into);
                yield into.array();
            }
            case "HCOMPRESS_1" -> hcompress(tile, pixels, tileWidth);
            case "RICE_1", "RICE_ONE" -> rice(tile, pixels);
            default -> throw new IllegalStateException(algorithm);
        };
    }

    /** The bytes of the numbers, big-endian; only for GZIP. */
    ByteBuffer gzip(byte[] tile, int pixels) throws IOException {
        byte[] bytes = gunzip(tile, pixels * elementBytes);
        if (algorithm.equals("GZIP_2") && elementBytes > 1) {
            byte[] shuffled = bytes;
            bytes = new byte[shuffled.length];
            for (int place = 0; place < elementBytes; place++) { // all first bytes, then all second ones
                for (int pixel = 0; pixel < pixels; pixel++) {
                    bytes[pixel * elementBytes + place] = shuffled[place * pixels + pixel];
                }
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    static byte[] gunzip(byte[] tile, int expected) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(tile))) {
            byte[] bytes = stream.readNBytes(expected);
            if (bytes.length < expected) {
                throw new EOFException();
            }
            return bytes;
        }
    }

    private int[] rice(byte[] tile, int pixels) {
        int bytesPerPixel = Math.toIntExact(parameter("BYTEPIX", 4));
        var option = new RiceCompressOption()
                .setBlockSize(Math.toIntExact(parameter("BLOCKSIZE", 32)))
                .setBytePix(bytesPerPixel);
        var from = ByteBuffer.wrap(tile);
        int[] whole = new int[pixels];
        switch (bytesPerPixel) {
            case 1 -> {
                ByteBuffer into = ByteBuffer.allocate(pixels);
                new RiceCompressor.ByteRiceCompressor(option).decompress(from, into);
                for (int pixel = 0; pixel < pixels; pixel++) {
                    whole[pixel] = into.get(pixel) & 0xff;
                }
            }
            case 2 -> {
                ShortBuffer into = ShortBuffer.allocate(pixels);
                new RiceCompressor.ShortRiceCompressor(option).decompress(from, into);
                for (int pixel = 0; pixel < pixels; pixel++) {
                    whole[pixel] = into.get(pixel);
                }
            }
            case 4 -> new RiceCompressor.IntRiceCompressor(option).decompress(from, IntBuffer.wrap(whole));
            default -> throw FitsFault.of(unit.name() + " has Rice numbers of " + bytesPerPixel + " bytes");
        }
        return whole;
    }

    private int[] hcompress(byte[] tile, int pixels, int tileWidth) {
        ByteBuffer head = ByteBuffer.wrap(tile);
        if (tile.length < 14 || (long) head.getInt(2) * head.getInt(6) != pixels) {
            throw FitsFault.of(unit.name() + " has a tile of another size than announced");
        }
        var option = new HCompressorOption()
                .setScale(0)
                .setSmooth(parameter("SMOOTH", 0) != 0)
                .setTileWidth(tileWidth)
                .setTileHeight(pixels / tileWidth);
        int[] whole = new int[pixels];
        new HCompressor.IntHCompressor(option).decompress(head, IntBuffer.wrap(whole));
        return whole;
    }

    private long parameter(String name, long whenAbsent) {
        for (int at = 1; unit.has("ZNAME" + at); at++) {
            if (unit.text("ZNAME" + at, "").equals(name)) {
                long value = unit.number("ZVAL" + at, whenAbsent);
                if (value < 0 || value > Short.MAX_VALUE) {
                    throw unit.wrong("ZVAL" + at, QuotedText.of(name) + " out of range");
                }
                return value;
            }
        }
        return whenAbsent;
    }
}
