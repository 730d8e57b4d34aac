package dev.voyage.preview.plot;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.voyage.preview.fits.TableReader;
import java.io.IOException;
import java.util.List;

/** How often the values of a column occur. */
public final class HistogramPlot {

    /** The pulse heights and energies of event lists, which say most about them. */
    private static final List<String> USUAL = List.of("PI", "PHA", "ENERGY");

    private HistogramPlot() {}

    /** @param column empty for the usual one of event lists, or the first numeric one */
    public static byte[] json(TableReader table, int hdu, String column, int bins) throws IOException {
        TableReader.Column of = column.isEmpty()
                ? table.first(USUAL).or(table::first).orElseThrow(PlotJson::noNumbers)
                : table.column(column);
        var range = new ValueRange();
        table.read(List.of(of), (row, cells) -> range.add(cells[0]));
        BinLayout layout = BinLayout.of(range, of.isWhole(), bins);
        long[] counts = new long[layout.count()];
        table.read(List.of(of), (row, cells) -> {
            for (double value : cells[0]) {
                if (Double.isFinite(value)) {
                    counts[layout.bin(value)]++;
                }
            }
        });
        return PlotJson.write(hdu, "histogram", table.rows(), json -> {
            PlotJson.column(json, "x", of);
            write(json, range, layout, counts);
        });
    }

    private static void write(JsonGenerator json, ValueRange range, BinLayout layout, long[] counts)
            throws IOException {
        json.writeNumberField("values", range.count());
        json.writeNumberField("missing", range.missing());
        PlotJson.layout(json, layout);
        json.writeFieldName("counts");
        json.writeArray(counts, 0, counts.length);
    }
}
