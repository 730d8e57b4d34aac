package dev.voyage.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.preview.picture.Stretch;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known pixel values become known pixels. */
class PictureTest {

    private static final byte[] FOUR = FitsBytes.image(2, 2, 0, 1, 2, 4);

    @Test
    void theFirstRowIsAtTheBottomAndBlackIsTheSmallestValue() throws IOException {
        assertThat(Drawn.levels(FOUR, 512, Stretch.LINEAR)).isEqualTo(new int[][] {{128, 255}, {1, 65}});
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, 26", "ASINH, 76", "LOG, 171", "ZSCALE, 26"})
    void everyStretchHasItsCurve(Stretch stretch, int level) throws IOException {
        byte[] ramp = FitsBytes.image(11, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        int[] levels = Drawn.levels(ramp, 512, stretch)[0];

        assertThat(levels[0]).isEqualTo(1);
        assertThat(levels[1]).isEqualTo(level);
        assertThat(levels[10]).isEqualTo(255);
        assertThat(levels).isSorted();
    }

    @Test
    void zscaleIgnoresFewBrightPixels() throws IOException {
        float[] pixels = new float[1000];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = at < 990 ? at % 10 : 1e6f;
        }

        int[] levels = Drawn.levels(FitsBytes.image(1000, 1, pixels), 2048, Stretch.ZSCALE)[0];

        assertThat(levels[0]).isLessThan(levels[5]);
        assertThat(levels[5]).isLessThan(levels[9]);
        assertThat(levels[999]).isEqualTo(255);
    }

    @ParameterizedTest
    @EnumSource(Stretch.class)
    void whatHasNoValueIsTransparent(Stretch stretch) throws IOException {
        byte[] image = FitsBytes.image(3, 1, 1, Float.NaN, 2);

        assertThat(Drawn.levels(image, 512, stretch)[0]).containsExactly(1, -1, 255);
        assertThat(Drawn.levels(FitsBytes.image(2, 1, Float.NaN, Float.NEGATIVE_INFINITY), 512, stretch)[0])
                .containsExactly(-1, -1);
    }

    @Test
    void aConstantImageIsGrey() throws IOException {
        assertThat(Drawn.levels(FitsBytes.image(2, 1, 7, 7), 512, Stretch.ASINH)[0])
                .containsOnly(
                        1 + Math.round(254f * (float) (Math.log(5 + Math.sqrt(26)) / Math.log(10 + Math.sqrt(101)))));
    }

    @Test
    void scaleZeroAndBlankAreHonoured() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(8);
        for (int raw : new int[] {-32768, 0, 10, 20}) {
            data.putShort((short) raw);
        }
        byte[] file = new FitsBytes()
                .header(
                        "SIMPLE  = T",
                        "BITPIX  = 16",
                        "NAXIS   = 2",
                        "NAXIS1  = 4",
                        "NAXIS2  = 1",
                        "BSCALE  = -1.0",
                        "BZERO   = 32768",
                        "BLANK   = -32768")
                .data(data.array())
                .bytes();

        assertThat(Drawn.levels(file, 512, Stretch.LINEAR)[0]).containsExactly(-1, 255, 128, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64, -32, -64})
    void everyTypeOfNumberIsRead(int bitpix) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(3 * 8);
        for (int value : new int[] {100, 150, 200}) {
            switch (bitpix) {
                case 8 -> data.put((byte) value);
                case 16 -> data.putShort((short) value);
                case 32 -> data.putInt(value);
                case 64 -> data.putLong(value);
                case -32 -> data.putFloat(value);
                default -> data.putDouble(value);
            }
        }
        byte[] file = new FitsBytes()
                .header("SIMPLE  = T", "BITPIX  = " + bitpix, "NAXIS   = 2", "NAXIS1  = 3", "NAXIS2  = 1")
                .data(Arrays.copyOf(data.array(), data.position()))
                .bytes();

        assertThat(Drawn.levels(file, 512, Stretch.LINEAR)[0]).containsExactly(1, 128, 255);
        assertThat(Drawn.levels(FitsBytes.gzip(file), 512, Stretch.LINEAR)[0]).containsExactly(1, 128, 255);
    }

    @Test
    void aLargeImageIsReducedToMeans() throws IOException {
        float[] pixels = new float[33 * 5];
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 33; x++) {
                pixels[y * 33 + x] = x < 30 ? 10 * (x / 3) + x % 3 : Float.NaN;
            }
        }

        int[][] levels = Drawn.levels(FitsBytes.image(33, 5, pixels), 16, Stretch.LINEAR);

        assertThat(levels).hasDimensions(2, 11);
        assertThat(levels[0]).isEqualTo(levels[1]);
        assertThat(levels[0][0]).isEqualTo(1);
        assertThat(levels[0][9]).isEqualTo(255);
        assertThat(levels[0][5]).isEqualTo(1 + Math.round(254 * 5 / 9f));
        assertThat(levels[0][10]).isEqualTo(-1);
    }

    @Test
    void aWideImageIsReadInPieces() throws IOException {
        float[] pixels = new float[40_000 * 2];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = at < 40_000 ? 0 : 1;
        }

        int[][] levels = Drawn.levels(FitsBytes.image(40_000, 2, pixels), 2048, Stretch.LINEAR);

        assertThat(levels).hasDimensions(1, 2000);
        assertThat(levels[0]).containsOnly(levels[0][0]);
    }

    @Test
    void theFirstImageIsShownUnlessAnotherIsNamed() throws IOException {
        byte[] cube = new byte[] {1, 2, 3, 0, 0, 0};
        byte[] file = FitsBytes.withoutPrimary()
                .header(
                        "XTENSION= 'IMAGE   '",
                        "BITPIX  = 8",
                        "NAXIS   = 3",
                        "NAXIS1  = 3",
                        "NAXIS2  = 1",
                        "NAXIS3  = 2")
                .data(cube)
                .header("XTENSION= 'IMAGE   '", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 1", "NAXIS2  = 2")
                .data(new byte[] {5, 9})
                .bytes();

        byte[] first = Drawn.preview(file, Drawn.png(512, Stretch.LINEAR, PreviewRequest.ANY_HDU));

        assertThat(Drawn.levels(first)).isEqualTo(new int[][] {{1, 128, 255}});
        assertThat(new String(first, StandardCharsets.ISO_8859_1))
                .contains("HDU 1, 3 x 1 pixels, 1 x 1 in one; first row at the bottom; linear from 1.0 to 3.0");
        assertThat(Drawn.levels(Drawn.preview(file, Drawn.png(512, Stretch.LINEAR, 2))))
                .isEqualTo(new int[][] {{255}, {1}});
        assertThat(Drawn.refused(file, Drawn.png(512, Stretch.LINEAR, 0)).members())
                .containsEntry("parameter", "hdu")
                .containsEntry("detail", "HDU 0 has no image of two or more axes");
        assertThat(Drawn.refused(file, Drawn.png(512, Stretch.LINEAR, 3)).members())
                .containsEntry("parameter", "hdu")
                .containsEntry("detail", "hdu must be from 0 to 2, not 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BITPIX  = 17 | NAXIS   = 2 | NAXIS1  = 2                    | BITPIX of HDU 0 is "17"
            BITPIX  = 8  | NAXIS   = 2 | NAXIS1  = -2                   | NAXIS1 of HDU 0 is "-2", negative
            BITPIX  = 8  | NAXIS   = 2 | NAXIS1  = 9000000000000000000  | more data than any file has
            BITPIX  = 8  | NAXIS   = 2 | NAXIS1  = 99999999999999999999 | no whole number
            BITPIX  = 8  | NAXIS   = 2 | NAXIS1  = 2147483647           | voyage.previews.max-pixels
            BITPIX  = 8  | NAXIS   = 2 | NAXIS1  = 1000000              | ends too early
            BITPIX  = 8  | NAXIS   = 1000 | NAXIS1  = 1                 | more than 999
            BITPIX  = 8  | NAXIS   = 3 | NAXIS1  = 1                    | HDU 0 has no NAXIS3
            BITPIX  = 8  | NAXIS   = 2 | COMMENT nothing                | HDU 0 has no NAXIS1
            """)
    void hostileHeadersAreRefused(String bitpix, String axes, String first, String detail) {
        byte[] file = new FitsBytes()
                .header("SIMPLE  = T", bitpix, axes, first, "NAXIS2  = 9")
                .data(new byte[18])
                .bytes();

        Problem problem = Drawn.refused(file, PreviewKind.PNG);

        assertThat(problem.kind()).isEqualTo(ProblemType.NO_PREVIEW);
        assertThat(problem.detail()).contains(detail);
    }

    @Test
    void everyTruncatedFileIsRefused() {
        float[] pixels = new float[1600];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = (float) Math.sin(at);
        }
        byte[] file = FitsBytes.image(40, 40, pixels);

        for (int length = 0; length < 2880 + 6400; length += 160) {
            Problem problem = Drawn.refused(Arrays.copyOf(file, length), PreviewKind.PNG);
            assertThat(problem).as("%d bytes", length).isNotNull();
            assertThat(problem.kind()).isEqualTo(ProblemType.NO_PREVIEW);
        }
        byte[] zipped = FitsBytes.gzip(file);
        for (int length = 0; length < zipped.length * 9 / 10; length += 7) {
            assertThat(Drawn.refused(Arrays.copyOf(zipped, length), PreviewKind.PNG)
                            .kind())
                    .isEqualTo(ProblemType.NO_PREVIEW);
        }
    }

    @Test
    void whatIsNoFitsIsRefused() {
        assertThat(Drawn.refused("%PDF-1.4".repeat(1000).getBytes(StandardCharsets.US_ASCII), PreviewKind.PNG)
                        .detail())
                .isEqualTo("the file does not begin as FITS");
        assertThat(Drawn.refused(FitsBytes.withoutPrimary().bytes(), PreviewKind.PNG)
                        .detail())
                .isEqualTo("the file has no image of two or more axes");
    }

    @Test
    void aHeaderWithoutEndIsNotReadForEver() {
        byte[] endless = "SIMPLE  =                    T".getBytes(StandardCharsets.US_ASCII);
        byte[] file = Arrays.copyOf(endless, 2880 * 500);
        Arrays.fill(file, endless.length, file.length, (byte) ' ');

        assertThat(Drawn.refused(file, PreviewKind.PNG).detail()).contains("more than 400 blocks");
    }

    @Test
    void theBoundsAreNamed() {
        var small = new PreviewWork(new PreviewBounds(5759, 3, Duration.ofDays(1)));
        assertThatThrownBy(() -> Drawn.preview(FOUR, PreviewRequest.of(PreviewKind.PNG), small))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("more than 5759 bytes")
                .extracting(it -> ((Problem) it).members().get("limit"))
                .isEqualTo("voyage.previews.max-bytes");
        var few = new PreviewWork(new PreviewBounds(5760, 3, Duration.ofDays(1)));
        assertThatThrownBy(() -> Drawn.preview(FOUR, PreviewRequest.of(PreviewKind.PNG), few))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("2 x 2 pixels, more than 3 (voyage.previews.max-pixels)");
        var unpacked = new PreviewWork(new PreviewBounds(5759, 4, Duration.ofDays(1)));
        assertThatThrownBy(() -> Drawn.preview(
                        FitsBytes.gzip(FitsBytes.image(1000, 2, new float[2000])),
                        PreviewRequest.of(PreviewKind.PNG),
                        unpacked))
                .isInstanceOf(Problem.class);
    }

    @Test
    void theWorkStopsWhenItsTimeIsOverOrItsReaderHasLeft() {
        var clock = new AtomicLong();
        var slow = new PreviewWork(
                Drawn.BOUNDS, () -> clock.getAndAdd(Duration.ofMinutes(6).toNanos()));
        assertThatThrownBy(() -> Drawn.preview(FOUR, PreviewRequest.of(PreviewKind.PNG), slow))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("longer than 600000 ms (voyage.previews.time)");
        var left = new PreviewWork(Drawn.BOUNDS);
        left.cancel();
        assertThatThrownBy(() -> Drawn.preview(FOUR, PreviewRequest.of(PreviewKind.PNG), left))
                .isInstanceOf(CancellationException.class);
    }
}
