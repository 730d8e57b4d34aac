package dev.voyage.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventedSkyTest {

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static double mean(BufferedImage picture, int left, int top, int size) {
        double sum = 0;
        for (int x = left; x < left + size; x++) {
            for (int y = top; y < top + size; y++) {
                sum += picture.getRaster().getSample(x, y, 0);
            }
        }
        return sum / size / size;
    }

    /** Cells of the equator, the poles and between: the picture of a cell is that of its four parts. */
    @ParameterizedTest
    @ValueSource(ints = {0, 63, 255, 304, 511, 640, 767})
    void theQuartersOfATileAreTheTilesBelowIt(int cell) throws IOException {
        BufferedImage tile = read(InventedSky.tile(3, cell));
        int half = tile.getWidth() / 2;
        int[][] corners = {{0, half}, {0, 0}, {half, half}, {half, 0}}; // south, east, west, north

        for (int part = 0; part < 4; part++) {
            BufferedImage below = read(InventedSky.tile(4, 4 * cell + part));
            assertThat(mean(tile, corners[part][0], corners[part][1], half))
                    .as("part %d", part)
                    .isCloseTo(mean(below, 0, 0, below.getWidth()), within(2.0)); // stars have one size in pixels
        }
    }

    @Test
    void theBandLiesAlongThePlaneAndIsBrightestAtTheCentre() throws IOException {
        // base cell 4 has the centre of the galaxy in its middle, 6 the opposite point, 1 reaches to the pole
        double centre = mean(read(InventedSky.tile(3, 4 * 64 + 15)), 0, 0, 256);
        double opposite = mean(read(InventedSky.tile(3, 6 * 64 + 15)), 0, 0, 256);
        double pole = mean(read(InventedSky.tile(3, 64 + 63)), 0, 0, 256);

        assertThat(centre).isGreaterThan(opposite + 40);
        assertThat(opposite).isGreaterThan(pole + 10);
        assertThat(pole).isGreaterThan(1);
    }

    @Test
    void thePictureOfAllTheSkyHasEachTileInItsPlace() throws IOException {
        BufferedImage all = read(InventedSky.allSky());

        assertThat(all.getWidth()).isEqualTo(27 * 32);
        assertThat(all.getHeight()).isEqualTo(29 * 32);
        for (int cell : new int[] {0, 27, 271, 767}) {
            assertThat(mean(all, cell % 27 * 32, cell / 27 * 32, 32))
                    .isCloseTo(mean(read(InventedSky.tile(3, cell)), 0, 0, 256), within(10.0));
        }
    }

    @Test
    void itsDescriptionSaysThatItIsNoObservation() {
        assertThat(InventedSky.properties())
                .contains("hips_order = 5", "hips_frame = galactic", "hips_tile_width = 256", "no observation");
    }
}
