package dev.voyage.preview.fits;

/**
 * The random numbers of subtractive dithering.
 *
 * @see <a href="https://fits.gsfc.nasa.gov/fits_standard.html">FITS 4.0, section 10.2.1 and appendix I</a>
 */
final class DitherSequence {

    private static final int COUNT = 10_000;
    private static final double[] NUMBERS = numbers();

    private int seed;
    private int at;

    /**
     * @param tile from 0
     * @param first the value of {@code ZDITHER0}, from 1
     */
    DitherSequence(long tile, long first) {
        seed = (int) Math.floorMod(tile + first - 1, (long) COUNT);
        at = (int) (NUMBERS[seed] * 500);
    }

    private static double[] numbers() {
        double[] numbers = new double[COUNT];
        long random = 1;
        for (int index = 0; index < COUNT; index++) {
            random = random * 16_807 % 2_147_483_647;
            numbers[index] = (float) (random / 2_147_483_647.0);
        }
        return numbers;
    }

    double next() {
        double number = NUMBERS[at];
        if (++at == COUNT) {
            seed = (seed + 1) % COUNT;
            at = (int) (NUMBERS[seed] * 500);
        }
        return number;
    }
}
