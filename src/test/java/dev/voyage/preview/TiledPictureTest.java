package dev.voyage.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.preview.picture.Stretch;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.header.Compression;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.FitsOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tile-compressed images look like the images that they were made from. */
class TiledPictureTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    private static Object image(int bitpix, int most) {
        var random = new Random(5);
        switch (bitpix) {
            case 8 -> {
                byte[][] pixels = new byte[HEIGHT][WIDTH];
                for (byte[] row : pixels) {
                    random.nextBytes(row);
                }
                return pixels;
            }
            case 16 -> {
                short[][] pixels = new short[HEIGHT][WIDTH];
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        pixels[y][x] = (short) (random.nextInt(most) + x * 3);
                    }
                }
                return pixels;
            }
            case 32 -> {
                int[][] pixels = new int[HEIGHT][WIDTH];
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        pixels[y][x] = random.nextInt(most) + y * 5;
                    }
                }
                return pixels;
            }
            default -> {
                float[][] pixels = new float[HEIGHT][WIDTH];
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        pixels[y][x] = (float) (random.nextGaussian() + x);
                    }
                }
                pixels[3][4] = Float.NaN;
                return pixels;
            }
        }
    }

    private static byte[] written(BasicHDU<?> hdu) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var fits = new Fits();
                var out = new FitsOutputStream(new DataOutputStream(bytes))) {
            fits.addHDU(hdu);
            fits.write(out);
        }
        return bytes.toByteArray();
    }

    private static ImageHDU hdu(Object pixels) throws Exception {
        return ImageData.from(pixels).toHDU();
    }

    private static byte[] compressed(Object pixels, String algorithm, String quantization, int width, int height)
            throws Exception {
        CompressedImageHDU compressed = CompressedImageHDU.fromImageHDU(hdu(pixels), width, height);
        compressed.setCompressAlgorithm(algorithm);
        if (!quantization.isEmpty()) {
            compressed.setQuantAlgorithm(quantization);
        }
        compressed.compress();
        return written(compressed);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 256, GZIP_1, 37, 1",
        "8, 256, RICE_1, 37, 1",
        "16, 1000, RICE_1, 37, 1",
        "16, 1000, RICE_1, 10, 7",
        "16, 1000, GZIP_1, 16, 16",
        "16, 1000, GZIP_2, 16, 16",
        "16, 1000, HCOMPRESS_1, 16, 16",
        "32, 100000, RICE_1, 37, 23",
        "32, 100000, GZIP_2, 10, 10",
        "-32, 0, GZIP_2, 10, 10",
    })
    void everyAlgorithmGivesThePixelsBack(int bitpix, int most, String algorithm, int width, int height)
            throws Exception {
        Object pixels = image(bitpix, most);
        byte[] tiled = compressed(pixels, algorithm, "", width, height);

        assertThat(new String(tiled, StandardCharsets.ISO_8859_1)).contains("ZIMAGE", algorithm);
        int[][] levels = Drawn.levels(tiled, 512, Stretch.LINEAR);

        assertThat(levels).hasDimensions(HEIGHT, WIDTH);
        assertThat(levels).isDeepEqualTo(Drawn.levels(written(hdu(pixels)), 512, Stretch.LINEAR));
        assertThat(Drawn.levels(FitsBytes.gzip(tiled), 512, Stretch.LINEAR)).isDeepEqualTo(levels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Compression.ZQUANTIZ_NO_DITHER,
                Compression.ZQUANTIZ_SUBTRACTIVE_DITHER_1,
                Compression.ZQUANTIZ_SUBTRACTIVE_DITHER_2
            })
    void quantizedRealNumbersComeBackAsTheLibraryReadsThem(String quantization) throws Exception {
        byte[] tiled = compressed(image(-32, 0), Compression.ZCMPTYPE_RICE_1, quantization, 20, 12);
        assertThat(new String(tiled, StandardCharsets.ISO_8859_1))
                .contains("ZSCALE")
                .contains(" 'COMPRESSED_DATA'");
        ImageHDU read;
        try (var fits = new Fits(new ByteArrayInputStream(tiled))) {
            read = ((CompressedImageHDU) fits.getHDU(1)).asImageHDU();
        }

        int[][] levels = Drawn.levels(tiled, 512, Stretch.LINEAR);

        assertThat(levels).isDeepEqualTo(Drawn.levels(written(hdu(read.getKernel())), 512, Stretch.LINEAR));
    }

    /** An image of one tile in one row, of 6 pixels. */
    private static byte[] oneTile(byte[] tile, String... cards) {
        ByteBuffer data = ByteBuffer.allocate(8 + tile.length);
        data.putInt(tile.length / (List.of(cards).contains("TFORM1  = '1PI'") ? 2 : 1))
                .putInt(0)
                .put(tile);
        return FitsBytes.withoutPrimary()
                .header(Stream.concat(
                                Stream.of(
                                        "XTENSION= 'BINTABLE'",
                                        "BITPIX  = 8",
                                        "NAXIS   = 2",
                                        "NAXIS1  = 8",
                                        "NAXIS2  = 1",
                                        "PCOUNT  = " + tile.length,
                                        "GCOUNT  = 1",
                                        "TFIELDS = 1",
                                        "TTYPE1  = 'COMPRESSED_DATA'",
                                        "ZIMAGE  = T",
                                        "ZNAXIS  = 2",
                                        "ZNAXIS1 = 6",
                                        "ZNAXIS2 = 1"),
                                Stream.of(cards))
                        .toArray(String[]::new))
                .data(data.array())
                .bytes();
    }

    @Test
    void masksCompressedAsLineListsAreRead() throws Exception {
        ByteBuffer lines = ByteBuffer.allocate(24);
        for (int word : new int[] {0, 7, -100, 12, 0, 0, 0, 0x0002, 0x4002, 0x2002, 0x4001, 0x0001}) {
            lines.putShort((short) word); // two zeros, two ones, a three, a zero
        }

        byte[] file = oneTile(lines.array(), "TFORM1  = '1PI'", "ZCMPTYPE= 'PLIO_1'", "ZBITPIX = 16");

        assertThat(Drawn.levels(file, 512, Stretch.LINEAR)[0]).containsExactly(1, 1, 86, 86, 255, 1);
    }

    @Test
    void blankAndScaleOfQuantizedTilesAreHonoured() throws Exception {
        ByteBuffer whole = ByteBuffer.allocate(24);
        for (int value : new int[] {-2147483647, 0, 1, 2, 3, 4}) {
            whole.putInt(value);
        }

        byte[] file = oneTile(
                FitsBytes.gzip(whole.array()),
                "TFORM1  = '1PB'",
                "ZCMPTYPE= 'GZIP_1'",
                "ZBITPIX = -32",
                "ZSCALE  = -0.5",
                "ZZERO   = 100.0",
                "ZBLANK  = -2147483647");

        assertThat(Drawn.levels(file, 512, Stretch.LINEAR)[0]).containsExactly(-1, 255, 192, 128, 65, 1);
    }

    @Test
    void aTileOutsideOfTheDataIsRefused() {
        String[] cards = {"TFORM1  = '1PB'", "ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 8", "THEAP   = 9000000000"};

        assertThat(Drawn.refused(oneTile(new byte[9], cards), PreviewKind.PNG).detail())
                .contains("outside of the data");
    }

    private static byte[] changed(byte[] file, String card, String to) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(card);
        assertThat(at).as(card).isPositive();
        byte[] bytes = file.clone();
        byte[] value = String.format("%-80s", card + to).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(value, 0, bytes, at, 80);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ZTILE1  = | 99                  | not from 1 to ZNAXIS1 (37)
            ZTILE2  = | 0                   | not from 1 to ZNAXIS2 (23)
            ZTILE2  = | -1                  | not from 1 to ZNAXIS2 (23)
            ZNAXIS1 = | 99999999            | voyage.previews.max-pixels
            ZNAXIS1 = | -1                  | negative
            ZNAXIS2 = | 9999                | tiles
            ZBITPIX = | 24                  | no FITS type
            ZCMPTYPE= | 'SHRINK_9'          | compressed as
            PCOUNT  = | 9223372036854775807 | more data than any file has
            TFORM1  = | '9999999PB'         | columns of
            TFORM1  = | 'ZZ'                | no form of a column
            TFIELDS = | 1000                | more than 999
            """)
    void hostileHeadersOfTilesAreRefused(String card, String value, String detail) throws Exception {
        byte[] tiled = compressed(image(16, 1000), "RICE_1", "", WIDTH, 1);
        byte[] hostile = changed(tiled, card, " " + value);

        Problem problem = Drawn.refused(hostile, PreviewKind.PNG);

        assertThat(problem).isNotNull();
        assertThat(problem.kind()).isEqualTo(ProblemType.NO_PREVIEW);
        assertThat(problem.detail()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RICE_1", "GZIP_1", "GZIP_2", "PLIO_1", "HCOMPRESS_1"})
    void damagedTilesAreRefusedOrDrawnButNeverBreakAnything(String algorithm) throws Exception {
        byte[] tiled = compressed(image(16, 1000), algorithm, "", 16, 16);
        var random = new Random(9);

        for (int round = 0; round < 200; round++) {
            byte[] damaged = tiled.clone();
            for (int hit = 0; hit < 20; hit++) {
                damaged[2880 + random.nextInt(damaged.length - 2880)] = (byte) random.nextInt(256);
            }
            try {
                Drawn.preview(damaged, PreviewRequest.of(PreviewKind.PNG));
            } catch (Problem problem) {
                assertThat(problem.kind()).isEqualTo(ProblemType.NO_PREVIEW);
            }
        }
    }

    @Test
    void aTruncatedTileIsRefused() throws Exception {
        byte[] tiled = compressed(image(16, 1000), "RICE_1", "", WIDTH, 1);

        assertThat(Drawn.refused(Arrays.copyOf(tiled, tiled.length - 2880), PreviewKind.PNG))
                .isNotNull();
    }
}
