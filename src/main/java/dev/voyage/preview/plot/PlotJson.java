package dev.voyage.preview.plot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.voyage.preview.fits.FitsFault;
import dev.voyage.preview.fits.TableReader;
import dev.voyage.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The common parts of plots. */
final class PlotJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PlotJson() {}

    /** Writes the members of an object. */
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] write(int hdu, String kind, long rows, Members members) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            json.writeNumberField("hdu", hdu);
            json.writeNumberField("rows", rows);
            members.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static void column(JsonGenerator json, String axis, TableReader.Column column) throws IOException {
        json.writeObjectFieldStart(axis);
        json.writeStringField("column", column.name());
        json.writeStringField("unit", column.unit());
        json.writeEndObject();
    }

    static void layout(JsonGenerator json, BinLayout layout) throws IOException {
        json.writeNumberField("low", layout.low());
        json.writeNumberField("width", layout.width());
    }

    static Problem noNumbers() {
        return FitsFault.of("the table has no column of numbers");
    }
}
