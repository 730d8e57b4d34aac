package dev.voyage.preview.plot;

/** The smallest and the largest of the values that pass. */
final class ValueRange {

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private long count;
    private long missing;

    void add(double... values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
                count++;
            } else {
                missing++;
            }
        }
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** Of finite values. */
    long count() {
        return count;
    }

    long missing() {
        return missing;
    }
}
