package dev.voyage.preview.fits;

/** Receives the pixels of an image. */
public interface PixelSink {

    /**
     * A part of a row, in any order.
     *
     * @param x of its first pixel, from 0
     * @param y of the row, from 0 at the bottom
     * @param values physical ones, NaN where there is none; not to be kept
     * @param from index of the first of these values
     * @param count number of these values
     */
    void pixels(int x, int y, double[] values, int from, int count);
}
