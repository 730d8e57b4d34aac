package dev.voyage.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.preview.picture.Stretch;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Histograms, curves and headers of tables. */
class TablePreviewTest {

    private static final int ROW = 8 + 2 + 8 + 4;

    /** An event list: TIME, PI (missing: -1), a variable array, a pair of floats as one column of two. */
    private static byte[] events(int rows) {
        ByteBuffer data = ByteBuffer.allocate(rows * ROW);
        for (int row = 0; row < rows; row++) {
            data.putDouble(1000 + row)
                    .putShort((short) (row % 5 == 4 ? -1 : row % 5))
                    .putInt(1)
                    .putInt(0);
            data.putShort((short) row).putShort((short) -row);
        }
        return FitsBytes.withoutPrimary()
                .header(
                        "XTENSION= 'BINTABLE'",
                        "BITPIX  = 8",
                        "NAXIS   = 2",
                        "NAXIS1  = " + ROW,
                        "NAXIS2  = " + rows,
                        "PCOUNT  = 4",
                        "GCOUNT  = 1",
                        "TFIELDS = 4",
                        "EXTNAME = 'EVENTS  '",
                        "TTYPE1  = 'TIME    '",
                        "TFORM1  = 'D       '",
                        "TUNIT1  = 's       '",
                        "TTYPE2  = 'PI      '",
                        "TFORM2  = '1I      '",
                        "TUNIT2  = 'chan    '",
                        "TNULL2  = -1",
                        "TTYPE3  = 'PHASES  '",
                        "TFORM3  = '1PE(1)  '",
                        "TTYPE4  = 'RAW     '",
                        "TFORM4  = '2I      '",
                        "TSCAL4  = 0.5",
                        "TZERO4  = 1.0")
                .data(Arrays.copyOf(data.array(), data.capacity() + 4))
                .bytes();
    }

    private static byte[] lightCurve(int rows) {
        ByteBuffer data = ByteBuffer.allocate(rows * 12);
        for (int row = 0; row < rows; row++) {
            data.putDouble(row).putFloat(row == 1 ? Float.NaN : 10 * row);
        }
        return FitsBytes.withoutPrimary()
                .header(
                        "XTENSION= 'BINTABLE'",
                        "BITPIX  = 8",
                        "NAXIS   = 2",
                        "NAXIS1  = 12",
                        "NAXIS2  = " + rows,
                        "PCOUNT  = 0",
                        "GCOUNT  = 1",
                        "TFIELDS = 2",
                        "TTYPE1  = 'TIME    '",
                        "TFORM1  = 'D       '",
                        "TUNIT1  = 's       '",
                        "TTYPE2  = 'RATE    '",
                        "TFORM2  = 'E       '",
                        "TUNIT2  = 'count/s '")
                .data(data.array())
                .bytes();
    }

    private static PreviewRequest plot(PreviewKind kind, String column, int bins) {
        return new PreviewRequest(kind, 512, Stretch.ASINH, PreviewRequest.ANY_HDU, column, bins);
    }

    private static JsonNode json(byte[] file, PreviewKind kind, String column, int bins) throws IOException {
        return new ObjectMapper().readTree(Drawn.text(file, plot(kind, column, bins)));
    }

    @Test
    void aHistogramOfWholeNumbersHasABinForEach() throws IOException {
        JsonNode plot = json(events(100), PreviewKind.HISTOGRAM, "", 256);

        assertThat(plot)
                .hasToString("{\"kind\":\"histogram\",\"hdu\":1,\"rows\":100,"
                        + "\"x\":{\"column\":\"PI\",\"unit\":\"chan\"},\"values\":80,\"missing\":20,"
                        + "\"low\":-0.5,\"width\":1.0,\"counts\":[20,20,20,20]}");
        assertThat(json(FitsBytes.gzip(events(100)), PreviewKind.HISTOGRAM, "", 256))
                .isEqualTo(plot);
    }

    @Test
    void wholeNumbersShareBinsEvenly() throws IOException {
        JsonNode plot = json(events(100), PreviewKind.HISTOGRAM, "pi", 3);

        assertThat(plot.path("width").asDouble()).isEqualTo(2);
        assertThat(plot.path("counts")).hasToString("[40,40]");
    }

    @Test
    void everyElementOfACellCountsAndScalesApply() throws IOException {
        JsonNode plot = json(events(3), PreviewKind.HISTOGRAM, "RAW", 4);

        assertThat(plot.path("values").asInt()).isEqualTo(6);
        assertThat(plot.path("low").asDouble()).isEqualTo(0);
        assertThat(plot.path("width").asDouble()).isEqualTo(0.5);
        assertThat(plot.path("counts")).hasToString("[1,1,2,2]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PHASES | column PHASES has the form 1PE(1), not numbers of a fixed count
            ENERGY | HDU 1 has no column "ENERGY"; numeric ones are TIME, PI, RAW
            """)
    void aColumnThatCannotBePlottedIsNamed(String column, String detail) {
        Problem problem = Drawn.refused(events(3), plot(PreviewKind.HISTOGRAM, column, 9));

        assertThat(problem.members()).containsEntry("parameter", "column").containsEntry("detail", detail);
    }

    @Test
    void aShortLightCurveIsItsPoints() throws IOException {
        assertThat(json(lightCurve(4), PreviewKind.CURVE, "", 256))
                .hasToString("{\"kind\":\"points\",\"hdu\":1,\"rows\":4,\"x\":{\"column\":\"TIME\",\"unit\":\"s\"},"
                        + "\"y\":{\"column\":\"RATE\",\"unit\":\"count/s\"},\"missing\":1,"
                        + "\"points\":[[0.0,0.0],[2.0,20.0],[3.0,30.0]]}");
    }

    @Test
    void aLongLightCurveIsMeansInBins() throws IOException {
        JsonNode plot = json(lightCurve(10), PreviewKind.CURVE, "", 9);

        assertThat(plot.path("kind").asText()).isEqualTo("means");
        assertThat(plot.path("counts")).hasToString("[1,0,1,1,1,1,1,1,2]");
        assertThat(plot.path("means")).hasToString("[0.0,null,20.0,30.0,40.0,50.0,60.0,70.0,85.0]");
        assertThat(plot.path("missing").asInt()).isEqualTo(1);
    }

    @Test
    void aCurveOfACellWithSeveralValuesIsRefused() {
        Problem problem = Drawn.refused(events(3), plot(PreviewKind.CURVE, "raw", 9));

        assertThat(problem.members()).containsEntry("parameter", "column");
        assertThat(problem.detail()).contains("RAW has several values");
    }

    @ParameterizedTest
    @EnumSource(
            value = PreviewKind.class,
            names = {"HISTOGRAM", "CURVE"})
    void theLargestNumbersAreNumbersInJson(PreviewKind kind) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(4 * 16);
        for (double sign : new double[] {1, -1, 1, -1}) {
            data.putDouble(sign * 1e308).putDouble(sign * 1.7e308);
        }
        byte[] file = FitsBytes.withoutPrimary()
                .header(
                        "XTENSION= 'BINTABLE'",
                        "BITPIX  = 8",
                        "NAXIS   = 2",
                        "NAXIS1  = 16",
                        "NAXIS2  = 4",
                        "PCOUNT  = 0",
                        "GCOUNT  = 1",
                        "TFIELDS = 2",
                        "TTYPE1  = 'TIME    '",
                        "TFORM1  = 'D       '",
                        "TTYPE2  = 'RATE    '",
                        "TFORM2  = 'D       '")
                .data(data.array())
                .bytes();
        JsonNode plot = json(file, kind, "RATE", 1);

        assertThat(plot.path("width").isNumber()).isTrue();
        assertThat(plot.path("counts")).hasToString("[4]");
        assertThat(plot.path("means"))
                .allSatisfy(mean -> assertThat(mean.isNumber()).isTrue());
    }

    @Test
    void theCurveOfAnEventListCountsRows() throws IOException {
        JsonNode plot = json(events(100), PreviewKind.CURVE, "", 10);

        assertThat(plot.path("kind").asText()).isEqualTo("counts");
        assertThat(plot.path("low").asDouble()).isEqualTo(1000);
        assertThat(IntStream.range(0, 10)
                        .map(bin -> plot.path("counts").path(bin).asInt())
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void headersAndColumnsAreText() throws IOException {
        String text = Drawn.text(events(3), PreviewKind.HEADERS);

        assertThat(text)
                .startsWith("HDU 0: PRIMARY, no data\n\nSIMPLE  = T\n")
                .contains(
                        "\nHDU 1: BINTABLE EVENTS, 3 rows\n\n     1  TIME    D         s\n     2  PI      1I        chan\n")
                .contains("\nTNULL2  = -1\n")
                .endsWith("END\n\n");
        assertThat(Drawn.text(FitsBytes.image(2, 1, 1, 2), PreviewKind.HEADERS)).startsWith("HDU 0: PRIMARY, 2 x 1\n");
    }

    @Test
    void theHeadersOfADamagedFileSayWhereItEnds() throws IOException {
        byte[] file = events(300);

        assertThat(Drawn.text(Arrays.copyOf(file, file.length - 2880), PreviewKind.HEADERS))
                .contains("HDU 1: BINTABLE")
                .endsWith("(the file ends here, before the data or header that should follow)\n");
        assertThat(Drawn.text(Arrays.copyOf(file, 4000), PreviewKind.HEADERS)).endsWith("should follow)\n");
        assertThat(Drawn.refused(Arrays.copyOf(file, 2000), PreviewKind.HEADERS).kind())
                .isEqualTo(ProblemType.NO_PREVIEW);
    }

    @Test
    void headersAreShownAsPrintableAscii() throws IOException {
        byte[] file = new FitsBytes()
                .header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0", "COMMENT <b>\u001b[31mé\n")
                .bytes();

        assertThat(Drawn.text(file, PreviewKind.HEADERS)).contains("COMMENT <b>?[31m??\n");
    }

    @Test
    void aTruncatedTableIsRefused() {
        byte[] file = events(300);

        assertThat(Drawn.refused(Arrays.copyOf(file, 2880 * 3), PreviewKind.HISTOGRAM)
                        .detail())
                .isEqualTo("the file ends too early");
    }

    @Test
    void aFileWithoutTableOrTimesHasNoPlot() {
        assertThat(Drawn.refused(FitsBytes.image(2, 1, 1, 2), PreviewKind.HISTOGRAM)
                        .detail())
                .isEqualTo("the file has no binary table with rows");
        assertThat(Drawn.refused(events(0), PreviewKind.CURVE).detail())
                .isEqualTo("the file has no binary table with rows");
    }
}
