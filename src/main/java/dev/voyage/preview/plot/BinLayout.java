package dev.voyage.preview.plot;

/**
 * Bins of equal width.
 *
 * @param low the lower edge of the first
 * @param count 0 if there are no values
 */
record BinLayout(double low, double width, int count) {

    /** @param whole whether bins hold as many whole numbers each, and are centred on them */
    static BinLayout of(ValueRange range, boolean whole, int most) {
        if (range.count() == 0) {
            return new BinLayout(0, 1, 0);
        }
        double span = range.high() - range.low();
        if (whole && span < 1L << 52) {
            double width = Math.max(1, Math.ceil((span + 1) / most));
            return new BinLayout(range.low() - 0.5, width, (int) Math.ceil((span + 1) / width));
        } else if (span == 0) {
            return new BinLayout(range.low() - 0.5, 1, 1);
        }
        double width = Math.min(Double.MAX_VALUE, range.high() / most - range.low() / most); // JSON has no infinity
        return new BinLayout(range.low(), width, most);
    }

    /** The index of the bin of a value within the range. */
    int bin(double value) {
        return (int) Math.min(count - 1L, Math.max(0, (long) ((value - low) / width)));
    }
}
