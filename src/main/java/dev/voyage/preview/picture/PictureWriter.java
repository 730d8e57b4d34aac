package dev.voyage.preview.picture;

import dev.voyage.preview.fits.PixelImage;
import java.io.IOException;

/** An image as a grey PNG: its first row at the bottom, missing values transparent. */
public final class PictureWriter {

    private PictureWriter() {}

    /**
     * @param name of the unit
     * @param size the longer side at most; an image is never enlarged
     */
    public static byte[] png(PixelImage image, String name, int size, Stretch stretch) throws IOException {
        var grid = new PixelGrid(image.width(), image.height(), size);
        image.read(grid);
        grid.finish();
        BrightnessRange range = BrightnessRange.of(grid.values(), stretch);
        byte[] levels = new byte[grid.width() * grid.height()];
        int at = 0;
        for (int y = grid.height() - 1; y >= 0; y--) {
            for (int x = 0; x < grid.width(); x++) {
                levels[at++] = level(grid.at(x, y), range, stretch);
            }
        }
        String description = name + ", " + image.width() + " x " + image.height() + " pixels, " + grid.step() + " x "
                + grid.step() + " in one; first row at the bottom; " + stretch.text() + " from " + range.low() + " to "
                + range.high() + "; transparent: no value";
        return PngWriter.write(grid.width(), grid.height(), levels, description);
    }

    /** Level 0 is transparent, 1 is black, 255 is white. */
    private static byte level(float value, BrightnessRange range, Stretch stretch) {
        return Float.isNaN(value) ? 0 : (byte) (1 + Math.round(254 * stretch.curve(range.part(value))));
    }
}
