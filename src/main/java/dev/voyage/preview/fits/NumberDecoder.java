package dev.voyage.preview.fits;

import java.nio.ByteBuffer;

/** Big-endian numbers to physical values: {@code BZERO + BSCALE * raw}, NaN for {@code BLANK}. */
final class NumberDecoder {

    private final int bitpix;
    private final double scale;
    private final double zero;
    private final boolean hasBlank;
    private final long blank;

    NumberDecoder(int bitpix, double scale, double zero, boolean hasBlank, long blank) {
        this.bitpix = bitpix;
        this.scale = scale;
        this.zero = zero;
        this.hasBlank = hasBlank && bitpix > 0;
        this.blank = blank;
    }

    /** Of an image with this type of raw numbers. */
    static NumberDecoder ofImage(HeaderUnit unit, int bitpix) {
        boolean ownBlank = unit.has("ZBLANK") && unit.isTiled();
        String blank = ownBlank ? "ZBLANK" : "BLANK";
        boolean hasBlank = bitpix > 0 && unit.has(blank);
        return new NumberDecoder(
                bitpix, unit.real("BSCALE", 1), unit.real("BZERO", 0), hasBlank, hasBlank ? unit.number(blank, 0) : 0);
    }

    int bytes() {
        return Math.abs(bitpix) / 8;
    }

    boolean isWhole() {
        return bitpix > 0 && scale == Math.rint(scale) && zero == Math.rint(zero);
    }

    /** The next number of a buffer. */
    double read(ByteBuffer from) {
        return switch (bitpix) {
            case 8 -> whole(from.get() & 0xff);
            case 16 -> whole(from.getShort());
            case 32 -> whole(from.getInt());
            case 64 -> whole(from.getLong());
            case -32 -> real(from.getFloat());
            default -> real(from.getDouble());
        };
    }

    double whole(long raw) {
        return hasBlank && raw == blank ? Double.NaN : real((double) raw);
    }

    double real(double raw) {
        return zero + scale * raw;
    }
}
