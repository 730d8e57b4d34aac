package dev.voyage.sky;

/**
 * HEALPix in the nested scheme: the sky in 12 · 4^order cells of one size.
 *
 * @see <a href="https://doi.org/10.1086/427976">Górski et al. 2005, 4 and 5</a>
 */
public final class HealpixGrid {

    /** The ring of each base cell's southern corner, in units of its side, and the longitude of its centre, in 45 degrees. */
    private static final int[] RING = {2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4};

    private static final int[] LONGITUDE = {1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7};

    private final int order;
    private final int side;

    /**
     * @param order 0 to 13
     */
    public HealpixGrid(int order) {
        this.order = order;
        this.side = 1 << order;
    }

    /** The number of cells at an order up to 29. */
    public static long cells(int order) {
        return 12L << (2 * order);
    }

    /** The cell that contains a position. */
    int cell(SkyPosition at) {
        double z = Math.sin(Math.toRadians(at.decDeg()));
        double quarters = at.raDeg() / 90;
        return Math.abs(z) <= 2 / 3.0 ? equatorial(z, quarters) : polar(z, quarters);
    }

    private int equatorial(double z, double quarters) {
        double across = side * (0.5 + quarters);
        double along = side * z * 0.75;
        int rising = (int) (across - along);
        int falling = (int) (across + along);
        int west = rising >> order;
        int east = falling >> order;
        int base = west == east ? west | 4 : west < east ? west : east + 8;
        return number(base, falling & (side - 1), side - (rising & (side - 1)) - 1);
    }

    private int polar(double z, double quarters) {
        int quarter = Math.min(3, (int) quarters);
        double part = quarters - quarter;
        double fromPole = side * Math.sqrt(3 * (1 - Math.abs(z)));
        int rising = Math.min(side - 1, (int) (part * fromPole));
        int falling = Math.min(side - 1, (int) ((1 - part) * fromPole));
        return z >= 0 ? number(quarter, side - falling - 1, side - rising - 1) : number(quarter + 8, rising, falling);
    }

    private int number(int base, int x, int y) {
        return (base << (2 * order)) + inside(x, y);
    }

    /** The position in the middle of a cell. */
    public SkyPosition centre(int cell) {
        int base = cell >> (2 * order);
        int inside = cell & ((1 << (2 * order)) - 1);
        int x = gathered(inside);
        int y = gathered(inside >> 1);
        int ring = (RING[base] << order) - x - y - 1;
        int length = Math.min(side, Math.min(ring, 4 * side - ring)); // a quarter of the ring
        boolean isPolar = length < side;
        double step = length / (double) side;
        double z = isPolar ? (ring < side ? 1 : -1) * (1 - step * step / 3) : (2 * side - ring) * 2 / (3.0 * side);
        int shift = isPolar ? 0 : (ring - side) & 1;
        int place = (LONGITUDE[base] * length + x - y + 1 + shift) / 2;
        double raDeg = (place - (shift + 1) * 0.5) * 90 / length;
        return new SkyPosition(raDeg < 0 ? raDeg + 360 : raDeg % 360, Math.toDegrees(Math.asin(z)));
    }

    /** The longest distance from the centre of a cell to its edge, arcminutes: that of the cell with the southern corner at z = 2/3. */
    double reachArcmin() {
        double inner = 1 - 1.0 / side;
        double z = 1 - inner * inner / 3;
        var corner = new SkyPosition(45.0 / side, Math.toDegrees(Math.asin(2 / 3.0)));
        return corner.offsetArcmin(new SkyPosition(0, Math.toDegrees(Math.asin(z))));
    }

    /** The number of a cell within one of a lower order: x grows to the north-east, y to the north-west. */
    public static int inside(int x, int y) {
        return spread(x) + (spread(y) << 1);
    }

    /** The place of a cell, to the north-east, within the one that is so many orders above. */
    public static int xOf(int cell, int levels) {
        return gathered(cell & ((1 << (2 * levels)) - 1));
    }

    /** The place of a cell, to the north-west, within the one that is so many orders above. */
    public static int yOf(int cell, int levels) {
        return gathered((cell & ((1 << (2 * levels)) - 1)) >> 1);
    }

    /** The bits with a zero behind each. */
    private static int spread(int bits) {
        int all = 0;
        for (int i = 0; i < 15; i++) {
            all |= ((bits >> i) & 1) << (2 * i);
        }
        return all;
    }

    /** Every second bit. */
    private static int gathered(int bits) {
        int all = 0;
        for (int i = 0; i < 15; i++) {
            all |= ((bits >> (2 * i)) & 1) << i;
        }
        return all;
    }
}
