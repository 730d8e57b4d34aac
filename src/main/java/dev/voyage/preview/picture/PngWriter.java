package dev.voyage.preview.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes grey PNG files; level 0 is transparent. ImageIO needs the desktop's libraries, which a native image does not have.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>
 */
public final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private PngWriter() {}

    /**
     * @param levels row by row from the top
     * @param description Latin-1
     */
    public static byte[] write(int width, int height, byte[] levels, String description) {
        var writer = new PngWriter();
        writer.file.writeBytes(SIGNATURE);
        byte depth = 8;
        byte grey = 0;
        writer.chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(depth)
                        .put(grey)
                        .array());
        writer.chunk("tRNS", new byte[2]);
        writer.chunk("tEXt", ("Description\0" + description).getBytes(StandardCharsets.ISO_8859_1));
        writer.chunk("IDAT", deflated(width, height, levels));
        writer.chunk("IEND", new byte[0]);
        return writer.file.toByteArray();
    }

    private static byte[] deflated(int width, int height, byte[] levels) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            var compressed = new ByteArrayOutputStream();
            byte[] line = new byte[width + 1]; // the first byte: no filter
            byte[] piece = new byte[16 << 10];
            for (int row = 0; row < height; row++) {
                System.arraycopy(levels, row * width, line, 1, width);
                deflater.setInput(line);
                if (row == height - 1) {
                    deflater.finish();
                }
                while (!deflater.needsInput() || (row == height - 1 && !deflater.finished())) {
                    compressed.write(piece, 0, deflater.deflate(piece));
                }
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private void chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
