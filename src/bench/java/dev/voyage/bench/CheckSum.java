package dev.voyage.bench;

import java.util.Locale;

/** The figures on which all readers must agree: rows, cells with a value, and their sum. */
final class CheckSum {

    private long rows;
    private long cells;
    private double sum;

    private final Runnable probe;

    /**
     * @param probe called every 10 000 rows
     */
    CheckSum(Runnable probe) {
        this.probe = probe;
    }

    void row() {
        if (++rows % 10_000 == 0) {
            probe.run();
        }
    }

    /** Text counts by its length, a boolean as 1 or 0. */
    void cell(Object cell) {
        if (cell instanceof String text) {
            cells += text.isEmpty() ? 0 : 1;
            sum += text.length();
        } else if (cell instanceof Boolean truth) {
            cells++;
            sum += truth ? 1 : 0;
        } else if (cell instanceof Number number && !Double.isNaN(number.doubleValue())) {
            cells++;
            sum += number.doubleValue() % 1e6;
        }
    }

    long rows() {
        return rows;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d/%d/%.6g", rows, cells, sum);
    }
}
