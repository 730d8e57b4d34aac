package dev.voyage.preview.fits;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An image of consecutive pixels. */
final class PlainImage implements PixelImage {

    private static final int PIECE = 16 << 10; // pixels

    private final FitsSource source;
    private final HeaderUnit unit;
    private final int width;
    private final int height;

    PlainImage(FitsSource source, HeaderUnit unit) {
        this.source = source;
        this.unit = unit;
        long columns = unit.axes().get(0);
        long rows = unit.axes().get(1);
        source.work().checkPixels(columns, rows);
        width = Math.toIntExact(columns);
        height = Math.toIntExact(rows);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void read(PixelSink sink) throws IOException {
        NumberDecoder decoder = NumberDecoder.ofImage(unit, unit.bitpix());
        byte[] bytes = new byte[PIECE * decoder.bytes()];
        double[] values = new double[PIECE];
        source.seek(unit.dataStart());
        long left = (long) width * height;
        int x = 0;
        int y = 0;
        while (left > 0) {
            int count = (int) Math.min(PIECE, left);
            source.read(bytes, 0, count * decoder.bytes());
            ByteBuffer numbers = ByteBuffer.wrap(bytes);
            for (int at = 0; at < count; at++) {
                values[at] = decoder.read(numbers);
            }
            for (int at = 0; at < count; ) { // a piece may hold many short rows, or a part of a long one
                int run = Math.min(count - at, width - x);
                sink.pixels(x, y, values, at, run);
                at += run;
                x += run;
                if (x == width) {
                    x = 0;
                    y++;
                }
            }
            left -= count;
        }
    }
}
