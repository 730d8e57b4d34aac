package dev.voyage.preview.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.voyage.preview.fits.CelestialWcs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** The celestial coordinates of a picture as JSON, enough to turn its points into positions. */
public final class WcsJson {

    private static final JsonFactory JSON = new JsonFactory();

    private WcsJson() {}

    /**
     * @param hdu of the image
     * @param width of the image, pixels
     * @param size of the picture, as for the picture itself
     */
    public static byte[] of(CelestialWcs wcs, int hdu, int width, int height, int size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("hdu", hdu);
            json.writeNumberField("width", width);
            json.writeNumberField("height", height);
            json.writeNumberField("step", PixelGrid.step(width, height, size));
            json.writeStringField("projection", wcs.projection());
            json.writeStringField("frame", wcs.frame());
            if (!Double.isNaN(wcs.equinox())) {
                json.writeNumberField("equinox", wcs.equinox());
            }
            json.writeFieldName("referencePixel");
            array(json, wcs.referencePixel());
            json.writeNumberField("referenceLonDeg", wcs.referenceLonDeg());
            json.writeNumberField("referenceLatDeg", wcs.referenceLatDeg());
            json.writeArrayFieldStart("matrix");
            for (List<Double> row : wcs.matrix()) {
                array(json, row);
            }
            json.writeEndArray();
            json.writeNumberField("poleLonDeg", wcs.poleLonDeg());
            json.writeBooleanField("distorted", wcs.distorted());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void array(JsonGenerator json, List<Double> numbers) throws IOException {
        json.writeStartArray();
        for (double each : numbers) {
            json.writeNumber(each);
        }
        json.writeEndArray();
    }
}
