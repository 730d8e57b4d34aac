package dev.voyage.sky;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the sky that a catalogue covers, from a MOC, widened to cells of about a degree.
 *
 * @see <a href="https://www.ivoa.net/documents/MOC/">MOC 2.0, 2.2 and 4.3</a>
 */
public final class SkyCoverage {

    /** Most characters of a MOC that is read. */
    public static final int LONGEST = 32_768;

    /** Most characters of a MOC that is written. */
    static final int LONGEST_WRITTEN = 4096;

    private static final int ORDER = 6;
    private static final HealpixGrid GRID = new HealpixGrid(ORDER);
    private static final int HIGHEST_ORDER = 29;

    /** Added to each radius, degrees: registries give coverages with a resolution of degrees only. */
    public static final double MARGIN_DEG = 1;

    private static final double WHOLE_SKY_SQUARE_DEG = 360 * 360 / Math.PI;

    private static final double HALF_TURN_ARCMIN = 180 * 60;

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final Pattern ITEM = Pattern.compile("(?:(\\d{1,2})/)?(?:(\\d{1,19})(?:-(\\d{1,19}))?)?");
    private static final Pattern MEMBER = Pattern.compile("\\s*\"(\\d{1,2})\"\\s*:\\s*\\[([\\d\\s,]*)]\\s*(,|$)");

    private final BitSet cells = new BitSet();

    private SkyCoverage() {}

    /**
     * Reads a MOC as ASCII or JSON.
     *
     * @return empty if it is too long, not such a text, or has no cells
     */
    public static Optional<SkyCoverage> of(String moc) {
        if (moc.length() > LONGEST) {
            return Optional.empty();
        }
        var coverage = new SkyCoverage();
        String text = moc.strip();
        boolean isRead = (text.startsWith("{") && text.endsWith("}"))
                ? coverage.addJson(text.substring(1, text.length() - 1))
                : coverage.addAscii(text);
        return isRead && !coverage.cells.isEmpty() ? Optional.of(coverage) : Optional.empty();
    }

    private boolean addAscii(String text) {
        int order = -1;
        for (String word : SEPARATOR.split(text, -1)) {
            Matcher item = ITEM.matcher(word);
            if (!item.matches()) {
                return false;
            }
            order = item.group(1) == null ? order : Integer.parseInt(item.group(1));
            String first = item.group(2);
            String last = item.group(3) == null ? first : item.group(3);
            if (first != null && !add(order, first, last)) {
                return false;
            }
        }
        return true;
    }

    private boolean addJson(String members) {
        Matcher member = MEMBER.matcher(members);
        int end = 0;
        while (end < members.length()) {
            if (!member.find(end) || member.start() != end) {
                return members.substring(end).isBlank();
            }
            int order = Integer.parseInt(member.group(1));
            for (String cell : SEPARATOR.split(member.group(2), -1)) {
                if (!cell.isEmpty() && !add(order, cell, cell)) {
                    return false;
                }
            }
            end = member.end();
        }
        return true;
    }

    private boolean add(int order, String firstText, String lastText) {
        if (order < 0 || order > HIGHEST_ORDER) {
            return false;
        }
        long first = number(firstText);
        long last = number(lastText);
        if (first < 0 || last < first || last >= HealpixGrid.cells(order)) {
            return false;
        }
        int finer = 2 * Math.max(0, ORDER - order);
        int coarser = 2 * Math.max(0, order - ORDER);
        cells.set((int) ((first >> coarser) << finer), (int) (((last >> coarser) + 1) << finer));
        return true;
    }

    /** Negative if it is too large for any cell. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    /**
     * Whether a row of the catalogue may lie within the radius around a position; true also near the edge, within a degree
     * and the size of a cell.
     */
    public boolean mayHold(SkyPosition centre, double radiusDeg) {
        return meets(centre, radiusDeg + MARGIN_DEG);
    }

    /** Whether a circle has a part in it; true also near its edge, within the size of a cell. */
    public boolean meets(SkyPosition centre, double radiusDeg) {
        double reach = radiusDeg * 60 + GRID.reachArcmin();
        if (reach >= HALF_TURN_ARCMIN || cells.get(GRID.cell(centre))) {
            return true;
        }
        return cells.stream().anyMatch(cell -> GRID.centre(cell).offsetArcmin(centre) <= reach);
    }

    /** Whether the position lies in one of its cells. */
    public boolean contains(SkyPosition at) {
        return cells.get(GRID.cell(at));
    }

    /** The area of its cells, square degrees, above 0. */
    public double squareDeg() {
        return cells.cardinality() * WHOLE_SKY_SQUARE_DEG / HealpixGrid.cells(ORDER);
    }

    /**
     * The cells as a MOC in ASCII, which {@link #of} reads; with larger cells, and so a little more of the sky, where that would be
     * longer than {@value #LONGEST_WRITTEN} characters.
     */
    public String toMoc() {
        BitSet covered = cells;
        for (int order = ORDER; ; order--) {
            String moc = written(covered, order);
            if (moc.length() <= LONGEST_WRITTEN || order == 0) {
                return moc;
            }
            covered = halved(covered, true);
        }
    }

    /** The largest cells that are covered completely, by order. */
    private static String written(BitSet covered, int finest) {
        BitSet[] complete = new BitSet[finest + 1];
        complete[finest] = covered;
        for (int order = finest; order > 0; order--) {
            complete[order - 1] = halved(complete[order], false);
        }
        var moc = new StringBuilder();
        for (int order = 0; order <= finest; order++) {
            BitSet own = (BitSet) complete[order].clone();
            if (order > 0) {
                complete[order - 1].stream().forEach(parent -> own.clear(4 * parent, 4 * parent + 4));
            }
            append(own, order, moc);
        }
        return moc.toString();
    }

    private static void append(BitSet own, int order, StringBuilder moc) {
        if (own.isEmpty()) {
            return;
        }
        moc.append(moc.isEmpty() ? "" : " ").append(order).append('/');
        String separator = "";
        for (int first = own.nextSetBit(0); first >= 0; ) {
            int end = own.nextClearBit(first);
            moc.append(separator).append(first).append(end == first + 1 ? "" : "-" + (end - 1));
            separator = ",";
            first = own.nextSetBit(end);
        }
    }

    /**
     * The cells of the next lower order.
     *
     * @param partly also those that are covered in part
     */
    private static BitSet halved(BitSet finer, boolean partly) {
        var coarser = new BitSet();
        for (int cell = finer.nextSetBit(0); cell >= 0; ) {
            int parent = cell / 4;
            if (partly || finer.get(4 * parent, 4 * parent + 4).cardinality() == 4) {
                coarser.set(parent);
            }
            cell = finer.nextSetBit(4 * parent + 4);
        }
        return coarser;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SkyCoverage same && same.cells.equals(cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }
}
