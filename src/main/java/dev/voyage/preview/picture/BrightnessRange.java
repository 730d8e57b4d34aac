package dev.voyage.preview.picture;

import java.util.Arrays;

/**
 * The values that become black and white.
 *
 * @param low NaN if there are no values
 */
record BrightnessRange(double low, double high) {

    /** The part of the values that is cut off at each end, so that one hot pixel does not hide the image. */
    private static final double CUT = 0.0025;

    private static final int SAMPLE = 1000;
    private static final double CONTRAST = 0.25;

    /** @param values will be sorted */
    static BrightnessRange of(float[] values, Stretch stretch) {
        if (values.length == 0) {
            return new BrightnessRange(Double.NaN, Double.NaN);
        }
        if (stretch == Stretch.ZSCALE) {
            return zscale(sample(values));
        }
        Arrays.sort(values);
        int cut = (int) (values.length * CUT);
        float low = values[cut];
        float high = values[values.length - 1 - cut];
        return low < high ? new BrightnessRange(low, high) : new BrightnessRange(values[0], values[values.length - 1]);
    }

    private static double[] sample(float[] values) {
        int step = Math.max(1, values.length / SAMPLE);
        double[] sample = new double[(values.length + step - 1) / step];
        Arrays.setAll(sample, index -> values[index * step]);
        Arrays.sort(sample);
        return sample;
    }

    /** IRAF's algorithm: a line through the sorted sample, refitted without values more than 2.5 sigma away. */
    private static BrightnessRange zscale(double[] sorted) {
        int count = sorted.length;
        double smallest = sorted[0];
        double largest = sorted[count - 1];
        double middle = count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
        int least = Math.max(5, count / 2);
        int grow = Math.max(1, count / 100);
        boolean[] bad = new boolean[count];
        int good = count;
        int before = count + 1;
        double slope = 0;
        for (int round = 0; round < 5 && good < before && good >= least; round++) {
            double[] line = fit(sorted, bad);
            slope = line[1];
            double sigma = scatter(sorted, bad, line);
            boolean[] outside = new boolean[count];
            for (int index = 0; index < count; index++) {
                outside[index] = Math.abs(sorted[index] - line[0] - line[1] * index) > 2.5 * sigma;
            }
            for (int index = 0; index < count; index++) {
                if (outside[index]) {
                    Arrays.fill(bad, Math.max(0, index - grow / 2), Math.min(count, index + grow / 2 + 1), true);
                }
            }
            before = good;
            good = 0;
            for (boolean isBad : bad) {
                good += isBad ? 0 : 1;
            }
        }
        if (good < least) {
            return new BrightnessRange(smallest, largest);
        }
        double wide = slope / CONTRAST;
        int centre = (count - 1) / 2;
        double low = Math.max(smallest, middle - centre * wide);
        double high = Math.min(largest, middle + (count - centre) * wide);
        return low < high ? new BrightnessRange(low, high) : new BrightnessRange(smallest, largest);
    }

    /** Intercept and slope of the line through the good values. */
    private static double[] fit(double[] values, boolean[] bad) {
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        for (int index = 0; index < values.length; index++) {
            if (!bad[index]) {
                n++;
                sumX += index;
                sumY += values[index];
            }
        }
        double meanX = sumX / n;
        double meanY = sumY / n;
        double xx = 0;
        double xy = 0;
        for (int index = 0; index < values.length; index++) {
            if (!bad[index]) {
                xx += (index - meanX) * (index - meanX);
                xy += (index - meanX) * (values[index] - meanY);
            }
        }
        double slope = xx == 0 ? 0 : xy / xx;
        return new double[] {meanY - slope * meanX, slope};
    }

    private static double scatter(double[] values, boolean[] bad, double[] line) {
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int index = 0; index < values.length; index++) {
            if (!bad[index]) {
                double off = values[index] - line[0] - line[1] * index;
                n++;
                sum += off;
                squares += off * off;
            }
        }
        return Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
    }

    /** From 0 to 1; a constant image is grey. */
    double part(double value) {
        return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
    }
}
