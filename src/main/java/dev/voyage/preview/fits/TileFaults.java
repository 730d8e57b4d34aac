package dev.voyage.preview.fits;

import dev.voyage.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipException;

/** Exceptions of decoders at damaged tiles, as problems. */
final class TileFaults {

    private TileFaults() {}

    /** @param tile from 0 */
    static RuntimeException of(Exception failure, int tile, HeaderUnit unit) throws IOException {
        if (failure instanceof Problem || failure instanceof CancellationException) {
            throw (RuntimeException) failure;
        }
        if (failure instanceof IOException disk
                && !(failure instanceof EOFException)
                && !(failure instanceof ZipException)) {
            throw disk;
        }
        return FitsFault.of("tile " + (tile + 1) + " of " + unit.name() + " is damaged", failure);
    }
}
