package dev.voyage.api.page;

import dev.voyage.preview.picture.PngWriter;
import dev.voyage.sky.HealpixGrid;
import dev.voyage.sky.SkyPosition;

/**
 * An invented sky in galactic coordinates: a band of light along the plane, and stars at places that are drawn by lot, always the
 * same. It shows how a survey looks behind the map, and says that it is none.
 *
 * @see <a href="https://www.ivoa.net/documents/HiPS/">HiPS 1.0, sections 4.1 to 4.4</a>
 */
final class InventedSky {

    /** The orders of its tiles. */
    static final int LOWEST = 3;

    static final int HIGHEST = 5;

    private static final int SIDE_BITS = 8;
    private static final int SIDE = 1 << SIDE_BITS;
    private static final int SMALL_BITS = 5;
    private static final int COLUMNS = 27;

    /** Each cell of these orders has one star. */
    private static final int[] STAR_ORDERS = {4, 6, 7};

    private static final double[] STAR_LIGHT = {170, 110, 70};

    private InventedSky() {}

    static String properties() {
        return """
                creator_did = ivo://voyage.invalid/demo-sky
                obs_title = Invented sky
                obs_copyright = drawn by voyage, no observation
                dataproduct_type = image
                hips_version = 1.4
                hips_frame = galactic
                hips_order = %d
                hips_order_min = %d
                hips_tile_width = %d
                hips_tile_format = png
                """.formatted(HIGHEST, LOWEST, SIDE);
    }

    static int tiles(int order) {
        return (int) HealpixGrid.cells(order);
    }

    /** A tile as PNG. */
    static byte[] tile(int order, int cell) {
        return PngWriter.write(SIDE, SIDE, pixels(order, cell, SIDE_BITS), "invented sky");
    }

    /** All tiles of order 3 in rows, smaller. */
    static byte[] allSky() {
        int small = 1 << SMALL_BITS;
        int rows = (tiles(LOWEST) + COLUMNS - 1) / COLUMNS;
        int width = COLUMNS * small;
        byte[] all = new byte[width * rows * small];
        for (int cell = 0; cell < tiles(LOWEST); cell++) {
            byte[] one = pixels(LOWEST, cell, SMALL_BITS);
            int corner = cell / COLUMNS * small * width + cell % COLUMNS * small;
            for (int row = 0; row < small; row++) {
                System.arraycopy(one, row * small, all, corner + row * width, small);
            }
        }
        return PngWriter.write(width, rows * small, all, "invented sky");
    }

    /** Row by row from the top. The picture's eastern corner is above left, its northern one above right. */
    private static byte[] pixels(int order, int cell, int sideBits) {
        int side = 1 << sideBits;
        var grid = new HealpixGrid(order + sideBits);
        byte[] levels = new byte[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int pixel = (cell << (2 * sideBits)) + HealpixGrid.inside(side - 1 - row, column);
                double light = band(grid.centre(pixel)) + stars(pixel, order + sideBits);
                levels[row * side + column] = (byte) (1 + (int) Math.min(254, light));
            }
        }
        return levels;
    }

    /** Wider and brighter towards the centre of the galaxy. */
    private static double band(SkyPosition galactic) {
        double towards = (1 + Math.cos(Math.toRadians(galactic.raDeg()))) / 2;
        double heights = galactic.decDeg() / (5 + 9 * towards);
        return 14 + (45 + 95 * towards) * Math.exp(-heights * heights);
    }

    private static double stars(int pixel, int order) {
        double light = 0;
        for (int kind = 0; kind < STAR_ORDERS.length; kind++) {
            int levels = order - STAR_ORDERS[kind];
            if (levels >= 3) { // smaller cells would be full of light
                light += star(pixel, levels, kind);
            }
        }
        return light;
    }

    private static double star(int pixel, int levels, int kind) {
        int side = 1 << levels;
        int cell = pixel >> (2 * levels);
        int mixed = mix(cell * 31 + kind);
        int brightness = mixed & 0xff;
        double x = ((mixed >>> 8 & 0xff) + 32) / 320.0 * side;
        double y = ((mixed >>> 16 & 0xff) + 32) / 320.0 * side;
        double dx = HealpixGrid.xOf(pixel, levels) + 0.5 - x;
        double dy = HealpixGrid.yOf(pixel, levels) + 0.5 - y;
        double width = 0.8 + brightness / 200.0;
        return STAR_LIGHT[kind] * (0.2 + brightness / 255.0) * Math.exp(-(dx * dx + dy * dy) / (width * width));
    }

    /** Bits that depend on all bits of a number. */
    private static int mix(int number) {
        int mixed = number * 0x9E3779B9;
        mixed = (mixed ^ (mixed >>> 15)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }
}
