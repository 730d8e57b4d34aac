package dev.voyage.votable.rows;

/** Arrays of big-endian values. */
final class BinaryArrays {

    private BinaryArrays() {}

    static Boolean[] booleans(byte[] b, int at, int count) {
        Boolean[] values = new Boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = Booleans.decode(b[at + i]);
        }
        return values;
    }

    static boolean[] bits(byte[] b, int at, int count) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = (b[at + i / 8] & (0x80 >> (i % 8))) != 0;
        }
        return values;
    }

    static short[] octets(byte[] b, int at, int count) {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) (b[at + i] & 0xff);
        }
        return values;
    }

    static short[] shorts(byte[] b, int at, int count) {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) BinaryCell.SHORT.get(b, at + 2 * i);
        }
        return values;
    }

    static int[] ints(byte[] b, int at, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (int) BinaryCell.INT.get(b, at + 4 * i);
        }
        return values;
    }

    static long[] longs(byte[] b, int at, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = (long) BinaryCell.LONG.get(b, at + 8 * i);
        }
        return values;
    }

    static float[] floats(byte[] b, int at, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) BinaryCell.FLOAT.get(b, at + 4 * i);
        }
        return values;
    }

    static double[] doubles(byte[] b, int at, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (double) BinaryCell.DOUBLE.get(b, at + 8 * i);
        }
        return values;
    }
}
