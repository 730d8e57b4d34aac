package dev.voyage.preview.fits;

import java.io.IOException;

/** The first plane of an image. */
public interface PixelImage {

    int width();

    int height();

    /** Reads all pixels, piece by piece. */
    void read(PixelSink sink) throws IOException;

    /**
     * The image in a unit.
     *
     * @throws dev.voyage.problem.Problem {@code NO_PREVIEW} beyond the bounds, and for a compression that cannot be read
     */
    static PixelImage of(FitsSource source, HeaderUnit unit) throws IOException {
        return unit.isTiled() ? new TiledImage(source, unit) : new PlainImage(source, unit);
    }
}
