package dev.voyage.preview;

import dev.voyage.preview.picture.Stretch;
import java.util.Objects;

/**
 * The preview wanted of one file. Parameters that its kind does not take have their default.
 *
 * @param size the longer side of a picture at most, pixels
 * @param hdu the unit, counted from 0; -1 for the first suitable one
 * @param column of a table; empty for the first suitable one
 * @param bins of a histogram or curve, at most
 */
public record PreviewRequest(PreviewKind kind, int size, Stretch stretch, int hdu, String column, int bins) {

    public static final int DEFAULT_SIZE = 512;
    public static final int MOST_SIZE = 2048;
    public static final int DEFAULT_BINS = 256;
    public static final int MOST_BINS = 4096;

    /** The first suitable unit. */
    public static final int ANY_HDU = -1;

    public PreviewRequest {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(stretch);
        Objects.requireNonNull(column);
    }

    /** With the default of every parameter. */
    public static PreviewRequest of(PreviewKind kind) {
        return new PreviewRequest(kind, DEFAULT_SIZE, Stretch.ASINH, ANY_HDU, "", DEFAULT_BINS);
    }
}
