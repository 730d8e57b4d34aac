package dev.voyage.preview.fits;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** How the real numbers of an image became whole ones: scale, zero and blank of each tile, and dithering. */
final class TileQuantization {

    private static final int ZERO_BY_DITHER = -2_147_483_646;

    private final HeaderUnit unit;
    private final boolean quantized;
    private final String method;
    private final long dither;
    private final Optional<TableColumn> scale;
    private final Optional<TableColumn> zero;
    private final Optional<TableColumn> blank;

    TileQuantization(HeaderUnit unit, List<TableColumn> columns, int bitpix) {
        this.unit = unit;
        scale = column(columns, "ZSCALE").filter(TableColumn::isNumeric);
        zero = column(columns, "ZZERO").filter(TableColumn::isNumeric);
        blank = column(columns, "ZBLANK").filter(TableColumn::isNumeric);
        method = unit.text("ZQUANTIZ", "NO_DITHER");
        quantized = bitpix < 0 && !method.equals("NONE") && (scale.isPresent() || unit.has("ZSCALE"));
        dither = method.startsWith("SUBTRACTIVE_DITHER") ? unit.natural("ZDITHER0", 1) : 0;
        if (quantized
                && !List.of("NO_DITHER", "SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2")
                        .contains(method)) {
            throw unit.wrong("ZQUANTIZ", "an unknown method");
        }
    }

    static Optional<TableColumn> column(List<TableColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    boolean isQuantized() {
        return quantized;
    }

    /** The physical values of a tile. */
    double[] values(int[] whole, ByteBuffer row, int tile) {
        double factor = cell(scale, row, "ZSCALE", 1);
        double offset = cell(zero, row, "ZZERO", 0);
        boolean hasBlank = blank.isPresent() || unit.has("ZBLANK");
        double missing = cell(blank, row, "ZBLANK", 0);
        var random = new DitherSequence(tile, Math.max(1, dither));
        double[] values = new double[whole.length];
        for (int pixel = 0; pixel < whole.length; pixel++) {
            double shift = dither > 0 ? 0.5 - random.next() : 0;
            if (hasBlank && whole[pixel] == missing) {
                values[pixel] = Double.NaN;
            } else if (whole[pixel] == ZERO_BY_DITHER && method.equals("SUBTRACTIVE_DITHER_2")) {
                values[pixel] = 0;
            } else {
                values[pixel] = (whole[pixel] + shift) * factor + offset;
            }
        }
        return values;
    }

    private double cell(Optional<TableColumn> column, ByteBuffer row, String key, double whenAbsent) {
        return column.map(it -> it.numbers().read(row.duplicate().position(Math.toIntExact(it.offset()))))
                .orElseGet(() -> unit.real(key, whenAbsent));
    }
}
