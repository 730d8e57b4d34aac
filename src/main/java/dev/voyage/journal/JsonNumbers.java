package dev.voyage.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Floating point numbers as JSON: NaN, a missing value in tables, is null; the infinities are the
 * strings {@code "Infinity"} and {@code "-Infinity"}; a float is not widened to a double first.
 */
final class JsonNumbers extends SimpleModule {

    private static final long serialVersionUID = 1L;

    JsonNumbers() {
        addSerializer(Double.class, writing(JsonNumbers::write));
        addSerializer(double.class, writing(JsonNumbers::write));
        addSerializer(Float.class, writing(JsonNumbers::write));
        addSerializer(float.class, writing(JsonNumbers::write));
        addSerializer(double[].class, writing(JsonNumbers::writeAll));
        addSerializer(float[].class, writing(JsonNumbers::writeAll));
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private static <T> JsonSerializer<T> writing(Writing<T> how) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider ignored) throws IOException {
                how.write(value, json);
            }
        };
    }

    private static void write(Double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            writeOther(value, json);
        }
    }

    private static void write(Float value, JsonGenerator json) throws IOException {
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            writeOther(value, json);
        }
    }

    private static void writeOther(double notFinite, JsonGenerator json) throws IOException {
        if (Double.isNaN(notFinite)) {
            json.writeNull();
        } else {
            json.writeString(Double.toString(notFinite));
        }
    }

    private static void writeAll(double[] values, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            write(value, json);
        }
        json.writeEndArray();
    }

    private static void writeAll(float[] values, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (float value : values) {
            write(value, json);
        }
        json.writeEndArray();
    }
}
