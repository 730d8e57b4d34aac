package dev.voyage.preview.picture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From a value to a brightness; the curves are those of astropy's {@code visualization}. */
public enum Stretch {
    ASINH {
        @Override
        double curve(double part) {
            return asinh(part / 0.1) / asinh(1 / 0.1);
        }
    },
    LOG {
        @Override
        double curve(double part) {
            return Math.log1p(1000 * part) / Math.log(1001);
        }
    },
    LINEAR {
        @Override
        double curve(double part) {
            return part;
        }
    },
    /** Linear, over the range that IRAF's zscale chooses. */
    ZSCALE {
        @Override
        double curve(double part) {
            return part;
        }
    };

    public static Optional<Stretch> of(String text) {
        return Arrays.stream(values())
                .filter(stretch -> stretch.text().equals(text))
                .findFirst();
    }

    /** As it is written in requests. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param part of the range, from 0 to 1 */
    abstract double curve(double part);

    private static double asinh(double value) {
        return Math.log(value + Math.sqrt(value * value + 1));
    }
}
