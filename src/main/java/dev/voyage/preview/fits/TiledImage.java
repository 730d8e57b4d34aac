package dev.voyage.preview.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A tile-compressed image: each row of a table is a tile, decompressed by itself.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/fits_standard.html">FITS 4.0, section 10</a>
 */
final class TiledImage implements PixelImage {

    private static final int MOST_TILE_PIXELS = 4 << 20;
    private static final int MOST_TABLE_BYTES = 16 << 20;

    private final FitsSource source;
    private final HeaderUnit unit;
    private final int width;
    private final int height;
    private final int tileWidth;
    private final int tileHeight;
    private final int tilePlanes;
    private final int bitpix;
    private final TileCodec codec;
    private final NumberDecoder decoder;
    private final TileQuantization quantization;
    private final List<TableColumn> columns;
    private final long rowBytes;

    TiledImage(FitsSource source, HeaderUnit unit) {
        this.source = source;
        this.unit = unit;
        List<Long> axes = unit.lengths("ZNAXIS");
        source.work().checkPixels(axes.get(0), axes.get(1));
        width = Math.toIntExact(axes.get(0));
        height = Math.toIntExact(axes.get(1));
        tileWidth = tile(1, axes.get(0), axes.get(0));
        tileHeight = tile(2, axes.get(1), 1);
        int planes = 1;
        for (int axis = 3; axis <= axes.size(); axis++) {
            planes = checkedPixels((long) planes * tile(axis, axes.get(axis - 1), 1));
        }
        tilePlanes = planes;
        checkedPixels((long) tileWidth * tileHeight);
        checkedPixels((long) tileWidth * tileHeight * planes);
        bitpix = Math.toIntExact(unit.number("ZBITPIX", 0));
        if (!List.of(8, 16, 32, 64, -32, -64).contains(bitpix)) {
            throw unit.wrong("ZBITPIX", "no FITS type");
        }
        columns = TableColumn.of(unit);
        rowBytes = unit.axes().get(0);
        quantization = new TileQuantization(unit, columns, bitpix);
        codec = new TileCodec(unit, quantization.isQuantized() ? 32 : bitpix);
        if (bitpix < 0 && !quantization.isQuantized() && !codec.isGzip()) {
            throw FitsFault.of(unit.name() + " has real numbers without ZSCALE that are not compressed as GZIP");
        }
        decoder = NumberDecoder.ofImage(unit, bitpix);
        long tiles = tiles();
        if (tiles > unit.axes().get(1) || tiles > MOST_TABLE_BYTES / Math.max(1, rowBytes)) {
            throw FitsFault.of(unit.name() + " needs " + tiles + " tiles, and has "
                    + unit.axes().get(1) + " of " + rowBytes + " bytes; at most " + MOST_TABLE_BYTES
                    + " bytes are read");
        }
    }

    private int tile(int axis, long length, long whenAbsent) {
        String key = "ZTILE" + axis;
        long tile = unit.number(key, whenAbsent);
        if (tile < 1 || tile > length) {
            throw unit.wrong(key, "not from 1 to ZNAXIS" + axis + " (" + length + ")");
        }
        return Math.toIntExact(Math.min(tile, Integer.MAX_VALUE));
    }

    private int checkedPixels(long pixels) {
        if (pixels > MOST_TILE_PIXELS) {
            throw FitsFault.of(unit.name() + " has tiles of more than " + MOST_TILE_PIXELS + " pixels");
        }
        return (int) pixels;
    }

    /** The number of tiles with parts of the first plane. */
    private long tiles() {
        return (long) across() * ((height + tileHeight - 1L) / tileHeight);
    }

    private int across() {
        return (int) ((width + tileWidth - 1L) / tileWidth);
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
        byte[] table = new byte[(int) (tiles() * rowBytes)];
        source.seek(unit.dataStart());
        source.read(table, 0, table.length);
        for (int tile = 0; tile < tiles(); tile++) {
            int x = tile % across() * tileWidth;
            int y = tile / across() * tileHeight;
            int columnsHere = Math.min(tileWidth, width - x);
            int rowsHere = Math.min(tileHeight, height - y);
            double[] values = values(
                    ByteBuffer.wrap(table, (int) (tile * rowBytes), (int) rowBytes)
                            .slice(),
                    tile,
                    columnsHere,
                    rowsHere);
            for (int row = 0; row < rowsHere; row++) {
                sink.pixels(x, y + row, values, row * columnsHere, columnsHere);
            }
        }
    }

    private double[] values(ByteBuffer row, int tile, int columnsHere, int rowsHere) throws IOException {
        int pixels = columnsHere * rowsHere * tilePlanes;
        try {
            Optional<byte[]> compressed = cell(row, "COMPRESSED_DATA", pixels);
            if (compressed.isPresent()) {
                if (quantization.isQuantized()) {
                    double[] values = quantization.values(whole(compressed.get(), pixels, columnsHere), row, tile);
                    Arrays.setAll(values, pixel -> decoder.real(values[pixel]));
                    return values;
                } else if (codec.isGzip()) {
                    return plain(codec.gzip(compressed.get(), pixels), pixels);
                }
                int[] whole = codec.whole(compressed.get(), pixels, columnsHere);
                double[] values = new double[pixels];
                for (int pixel = 0; pixel < pixels; pixel++) {
                    values[pixel] = decoder.whole(whole[pixel]);
                }
                return values;
            }
            Optional<byte[]> zipped = cell(row, "GZIP_COMPRESSED_DATA", pixels);
            if (zipped.isPresent()) {
                return plain(ByteBuffer.wrap(TileCodec.gunzip(zipped.get(), pixels * decoder.bytes())), pixels);
            }
            byte[] plain = cell(row, "UNCOMPRESSED_DATA", pixels)
                    .orElseThrow(() -> FitsFault.of("tile " + (tile + 1) + " of " + unit.name() + " has no data"));
            return plain(ByteBuffer.wrap(plain), pixels);
        } catch (IOException | RuntimeException failure) {
            throw TileFaults.of(failure, tile, unit);
        }
    }

    private int[] whole(byte[] compressed, int pixels, int columnsHere) throws IOException {
        if (!codec.isGzip()) {
            return codec.whole(compressed, pixels, columnsHere);
        }
        int[] whole = new int[pixels];
        codec.gzip(compressed, pixels).asIntBuffer().get(whole);
        return whole;
    }

    private double[] plain(ByteBuffer numbers, int pixels) {
        double[] values = new double[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            values[pixel] = decoder.read(numbers);
        }
        return values;
    }

    /** The bytes of a cell; empty if there is no such column, or nothing in the cell. */
    private Optional<byte[]> cell(ByteBuffer row, String name, int pixels) throws IOException {
        TableColumn column = TileQuantization.column(columns, name).orElse(null);
        if (column == null) {
            return Optional.empty();
        }
        long[] descriptor = column.isVariable() ? column.descriptor(row) : new long[] {column.repeat(), 0};
        if (descriptor[0] == 0) {
            return Optional.empty();
        }
        long mostBytes = 16L * pixels + 4096;
        int elementBytes = column.elementBytes();
        if (descriptor[0] < 0 || descriptor[0] > mostBytes / elementBytes) {
            throw FitsFault.of("a tile of " + unit.name() + " is too large");
        }
        byte[] bytes = new byte[(int) descriptor[0] * elementBytes];
        if (!column.isVariable()) { // some writers do so where all tiles have the same length
            row.duplicate().position(Math.toIntExact(column.offset())).get(bytes);
            return Optional.of(bytes);
        }
        long start = unit.natural("THEAP", rowBytes * unit.axes().get(1));
        if (descriptor[1] < 0
                || descriptor[1] > unit.dataBytes()
                || start > unit.dataBytes() - descriptor[1] - bytes.length) {
            throw FitsFault.of("a tile of " + unit.name() + " lies outside of the data");
        }
        source.seek(unit.dataStart() + start + descriptor[1]);
        source.read(bytes, 0, bytes.length);
        return Optional.of(bytes);
    }
}
