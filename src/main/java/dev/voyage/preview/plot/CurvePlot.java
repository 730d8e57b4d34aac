package dev.voyage.preview.plot;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.voyage.preview.fits.FitsFault;
import dev.voyage.preview.fits.TableReader;
import dev.voyage.preview.fits.TableReader.Column;
import dev.voyage.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A column against time: its points, their means in bins where there are many, or the rows per bin of an event list. */
public final class CurvePlot {

    private static final List<String> TIMES = List.of("TIME", "BARYTIME", "MJD", "JD", "BJD");
    private static final List<String> VALUES =
            List.of("RATE", "RATE1", "COUNTS", "FLUX", "SAP_FLUX", "PDCSAP_FLUX", "MAG");

    private CurvePlot() {}

    /**
     * @param column empty for the usual one of light curves; if there is none, rows are counted
     * @throws Problem {@code BAD_PARAMETER} if the column has several values in a cell
     */
    public static byte[] json(TableReader table, int hdu, String column, int bins) throws IOException {
        Column time = table.first(TIMES)
                .filter(Column::isScalar)
                .orElseThrow(() -> FitsFault.of("the table has no column of times (" + String.join(", ", TIMES) + ")"));
        Optional<Column> value = column.isEmpty()
                ? table.first(VALUES).filter(Column::isScalar)
                : Optional.of(scalar(table.column(column)));
        if (value.isPresent() && table.rows() <= bins) {
            return points(table, hdu, time, value.get());
        }
        var range = new ValueRange();
        table.read(List.of(time), (row, cells) -> range.add(cells[0]));
        BinLayout layout = BinLayout.of(range, false, bins);
        long[] counts = new long[layout.count()];
        double[] means = new double[layout.count()];
        table.read(value.map(it -> List.of(time, it)).orElse(List.of(time)), (row, cells) -> {
            double y = cells.length > 1 ? cells[1][0] : 0;
            if (Double.isFinite(cells[0][0]) && Double.isFinite(y)) {
                int bin = layout.bin(cells[0][0]);
                counts[bin]++;
                means[bin] += y / counts[bin] - means[bin] / counts[bin]; // a difference could overflow
            }
        });
        return PlotJson.write(hdu, value.isPresent() ? "means" : "counts", table.rows(), json -> {
            PlotJson.column(json, "x", time);
            if (value.isPresent()) {
                PlotJson.column(json, "y", value.get());
            }
            json.writeNumberField(
                    "missing", table.rows() - Arrays.stream(counts).sum());
            PlotJson.layout(json, layout);
            json.writeFieldName("counts");
            json.writeArray(counts, 0, counts.length);
            if (value.isPresent()) {
                means(json, counts, means);
            }
        });
    }

    private static Column scalar(Column column) {
        if (!column.isScalar()) {
            throw Problem.badParameter(
                    "column",
                    "column " + column.name() + " has several values in each cell, and a curve has one for each time");
        }
        return column;
    }

    private static void means(JsonGenerator json, long[] counts, double[] means) throws IOException {
        json.writeArrayFieldStart("means");
        for (int bin = 0; bin < means.length; bin++) {
            if (counts[bin] == 0) {
                json.writeNull();
            } else {
                json.writeNumber(means[bin]);
            }
        }
        json.writeEndArray();
    }

    private static byte[] points(TableReader table, int hdu, Column time, Column value) throws IOException {
        var points = new ArrayList<double[]>();
        table.read(List.of(time, value), (row, cells) -> {
            if (Double.isFinite(cells[0][0]) && Double.isFinite(cells[1][0])) {
                points.add(new double[] {cells[0][0], cells[1][0]});
            }
        });
        return PlotJson.write(hdu, "points", table.rows(), json -> {
            PlotJson.column(json, "x", time);
            PlotJson.column(json, "y", value);
            json.writeNumberField("missing", table.rows() - points.size());
            json.writeArrayFieldStart("points");
            for (double[] point : points) {
                json.writeArray(point, 0, 2);
            }
            json.writeEndArray();
        });
    }
}
