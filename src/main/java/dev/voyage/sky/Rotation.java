package dev.voyage.sky;

/**
 * A linear map of directions as unit vectors, a matrix of three rows by three columns: a rotation, or FK4's slightly
 * more general one. It rotates the axes, not the vectors, as is usual in astronomical formulae.
 */
final class Rotation {

    private static final double ARCSEC = Math.toRadians(1 / 3600.0);

    private final double[][] rows;

    private Rotation(double[][] rows) {
        this.rows = rows;
    }

    /** The nine numbers, row by row. */
    static Rotation of(double... numbers) {
        double[][] rows = new double[3][];
        for (int i = 0; i < 3; i++) {
            rows[i] = java.util.Arrays.copyOfRange(numbers, 3 * i, 3 * i + 3);
        }
        return new Rotation(rows);
    }

    static Rotation aboutX(double arcsec) {
        double c = Math.cos(arcsec * ARCSEC);
        double s = Math.sin(arcsec * ARCSEC);
        return of(1, 0, 0, 0, c, s, 0, -s, c);
    }

    static Rotation aboutY(double arcsec) {
        double c = Math.cos(arcsec * ARCSEC);
        double s = Math.sin(arcsec * ARCSEC);
        return of(c, 0, -s, 0, 1, 0, s, 0, c);
    }

    static Rotation aboutZ(double arcsec) {
        double c = Math.cos(arcsec * ARCSEC);
        double s = Math.sin(arcsec * ARCSEC);
        return of(c, s, 0, -s, c, 0, 0, 0, 1);
    }

    /** The composition: the other first, then this. */
    Rotation after(Rotation first) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[i][j] += rows[i][k] * first.rows[k][j];
                }
            }
        }
        return new Rotation(product);
    }

    /** The inverse; exact for a rotation. */
    Rotation inverse() {
        double[][] transpose = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                transpose[i][j] = rows[j][i];
            }
        }
        return new Rotation(transpose);
    }

    /** This plus a multiple of the other, element by element. */
    Rotation plus(double times, Rotation other) {
        double[][] sum = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                sum[i][j] = rows[i][j] + times * other.rows[i][j];
            }
        }
        return new Rotation(sum);
    }

    double[] turn(double[] vector) {
        double[] turned = new double[3];
        for (int i = 0; i < 3; i++) {
            turned[i] = rows[i][0] * vector[0] + rows[i][1] * vector[1] + rows[i][2] * vector[2];
        }
        return turned;
    }
}
