package dev.voyage.journal.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Numbers as JSON: NaN, a missing value in tables, is null; the infinities are the strings {@code "Infinity"} and
 * {@code "-Infinity"}; a float is not widened to a double first; whole numbers beyond 2<sup>53</sup> are strings of their digits,
 * since RFC 8259, section 6, guarantees exactness only up to there, and JavaScript has no more.
 */
public final class JsonNumbersModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** Up to this value, 2<sup>53</sup> - 1, every whole number is exactly one double, and no other number rounds to it. */
    private static final long MOST_EXACT = (1L << 53) - 1;

    public JsonNumbersModule() {
        addSerializer(Double.class, writing(JsonNumbersModule::write));
        addSerializer(double.class, writing(JsonNumbersModule::write));
        addSerializer(Float.class, writing(JsonNumbersModule::write));
        addSerializer(float.class, writing(JsonNumbersModule::write));
        addSerializer(Long.class, writing(JsonNumbersModule::write));
        addSerializer(long.class, writing(JsonNumbersModule::write));
        addSerializer(long[].class, writing(JsonNumbersModule::writeAll));
        addSerializer(double[].class, writing(JsonNumbersModule::writeAll));
        addSerializer(float[].class, writing(JsonNumbersModule::writeAll));
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

    private static void write(Long value, JsonGenerator json) throws IOException {
        if (value >= -MOST_EXACT && value <= MOST_EXACT) {
            json.writeNumber(value);
        } else {
            json.writeString(Long.toString(value));
        }
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

    private static void writeAll(long[] values, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (long value : values) {
            write(value, json);
        }
        json.writeEndArray();
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
