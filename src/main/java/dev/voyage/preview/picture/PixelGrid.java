package dev.voyage.preview.picture;

import dev.voyage.preview.fits.PixelSink;

/** An image reduced while its pixels pass: each point is the mean of a square of pixels, without the missing ones. */
final class PixelGrid implements PixelSink {

    private final int width;
    private final int height;
    private final int step;
    private final float[] means;
    private int[] counts; // given up when all pixels have passed: it is half of the memory

    /** @param size the longer side at most */
    PixelGrid(int imageWidth, int imageHeight, int size) {
        step = step(imageWidth, imageHeight, size);
        width = (imageWidth + step - 1) / step;
        height = (imageHeight + step - 1) / step;
        means = new float[width * height];
        counts = new int[width * height];
    }

    /** Pixels of an image along each side of a point. */
    static int step(int imageWidth, int imageHeight, int size) {
        return Math.max(1, (Math.max(imageWidth, imageHeight) + size - 1) / size);
    }

    @Override
    public void pixels(int x, int y, double[] values, int from, int count) {
        int row = y / step * width;
        int point = row + x / step;
        int left = step - x % step;
        for (int at = from; at < from + count; at++) {
            double value = values[at];
            if (Double.isFinite(value)) {
                counts[point]++;
                means[point] += (float) ((value - means[point]) / counts[point]); // a sum could overflow
            }
            if (--left == 0) {
                left = step;
                point++;
            }
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Pixels of the image along each side of a point. */
    int step() {
        return step;
    }

    /** Ends the reduction; only then are there points. */
    void finish() {
        for (int point = 0; point < means.length; point++) {
            if (counts[point] == 0 || !Float.isFinite(means[point])) {
                means[point] = Float.NaN;
            }
        }
        counts = null;
    }

    /** NaN where the image has no value; y from 0 at the bottom. */
    float at(int x, int y) {
        return means[y * width + x];
    }

    /** All values that there are, unsorted. */
    float[] values() {
        int count = 0;
        for (float mean : means) {
            count += Float.isNaN(mean) ? 0 : 1;
        }
        float[] values = new float[count];
        int at = 0;
        for (float mean : means) {
            if (!Float.isNaN(mean)) {
                values[at++] = mean;
            }
        }
        return values;
    }
}
