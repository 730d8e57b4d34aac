package dev.voyage.cone.identity;

import dev.voyage.coding.Sha256;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Computes the identities of the rows of one table. They depend on neither the order of columns nor the serialization:
 * numbers count by value (1, 1.0 and 1.00; 0 and -0; a float as the double of the same digits), text without
 * surrounding blanks, and a missing cell (null, NaN, blank text) counts as an absent column. So a row in a journal, in
 * JSON, has the identity of the row as it was read. Not thread-safe.
 */
public final class RowHasher {

    private static final double MOST_EXACT = 1L << 53;

    private final List<String> keys;
    private final List<Integer> order;
    private final MessageDigest digest = Sha256.digest();

    /**
     * @param keys the columns' names, unique, as in {@link dev.voyage.votable.table.Columns#keys()}
     */
    public RowHasher(List<String> keys) {
        this.keys = keys.stream().map(key -> key.toLowerCase(Locale.ROOT)).toList();
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!QueryCells.areCertain(this.keys.get(i))) {
                sorted.add(i);
            }
        }
        sorted.sort(Comparator.comparing(this.keys::get));
        this.order = List.copyOf(sorted);
    }

    /**
     * The identity of one row.
     *
     * @param cells by index of the column: of {@link dev.voyage.votable.table.Row}, or of the same row read from JSON
     * @param raDeg of its position; null without one
     * @param offsetArcmin from the centre of the cone; null without a position
     */
    public RowIdentity identity(IntFunction<Object> cells, Double raDeg, Double decDeg, Double offsetArcmin) {
        boolean hasDistance = hasDistance(cells, offsetArcmin);
        var content = new StringBuilder(256);
        var place = new StringBuilder(128);
        boolean isPlaced = raDeg != null && decDeg != null;
        if (isPlaced) {
            add(place, "", real(raDeg) + " " + real(decDeg));
        }
        for (int i : order) {
            String key = keys.get(i);
            Object cell = cells.apply(i);
            String said = said(cell);
            boolean ofTheQuery =
                    hasDistance && (QueryCells.areBeside(key) || QueryCells.isDistance(key, cell, offsetArcmin));
            if (said.isEmpty() || ofTheQuery) {
                continue;
            }
            add(content, key, said);
            if (cell instanceof String || isInfinite(cell)) {
                add(place, key, said);
            }
        }
        return new RowIdentity(hash(content), isPlaced ? hash(place) : null);
    }

    private boolean hasDistance(IntFunction<Object> cells, Double offsetArcmin) {
        for (int i : order) {
            if (QueryCells.isDistance(keys.get(i), cells.apply(i), offsetArcmin)) {
                return true;
            }
        }
        return false;
    }

    /** With its length first, so that no two different lists of cells give the same text. */
    private static void add(StringBuilder all, String key, String said) {
        all.append(key.length())
                .append(' ')
                .append(said.length())
                .append(' ')
                .append(key)
                .append(said);
    }

    private RowHash hash(StringBuilder text) {
        return RowHash.of(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String said(Object cell) {
        if (cell == null) {
            return "";
        } else if (cell instanceof Double || cell instanceof Float) {
            // a float by its own digits, not widened
            return real(cell instanceof Double real ? real : Double.parseDouble(cell.toString()));
        } else if (cell instanceof List<?> list) {
            return list.isEmpty() ? "" : all(list.size(), list::get);
        } else if (cell.getClass().isArray()) {
            int length = Array.getLength(cell);
            return length == 0 ? "" : all(length, i -> Array.get(cell, i));
        }
        return cell.toString().strip();
    }

    /** Infinite numbers are text in JSON. */
    private static boolean isInfinite(Object cell) {
        return (cell instanceof Double real && real.isInfinite()) || (cell instanceof Float less && less.isInfinite());
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "";
        } else if (Double.isInfinite(value)) {
            return Double.toString(value); // text in JSON
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < MOST_EXACT;
        return whole ? Long.toString((long) value) : Long.toHexString(Double.doubleToLongBits(value));
    }

    private static String all(int length, IntFunction<Object> values) {
        var said = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String one = said(values.apply(i));
            said.append(one.length()).append(' ').append(one);
        }
        return said.toString();
    }
}
