package dev.voyage.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of the journal is JSON, to and from text on one line. Instants are RFC 3339, numbers the
 * shortest text that reads back the same; see {@link JsonNumbers} for those JSON does not have.
 */
final class Json {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private final ObjectMapper mapper;

    /** Keeps its own copy of the mapper, so that no setting of others reaches the stored lines. */
    Json(ObjectMapper mapper) {
        this.mapper = mapper.copy()
                .registerModule(new JavaTimeModule())
                .registerModule(new JsonNumbers())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.mapper.getFactory().configure(StreamWriteFeature.USE_FAST_DOUBLE_WRITER.mappedFeature(), true);
    }

    /** Null for null. */
    String text(Object value) {
        try {
            return value == null ? null : mapper.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("not JSON-ready: " + value.getClass(), unwritable);
        }
    }

    /** SHA-256 in hex of the value's text; the order of members does not count. */
    String hash(Map<String, Object> value) {
        try {
            byte[] text = mapper.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(value)
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("not JSON-ready: " + value.keySet(), unwritable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }

    /** Null for null. */
    Map<String, Object> map(String text) {
        try {
            return text == null ? null : mapper.readValue(text, MAP);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store has what we did not write", notOurs);
        }
    }

    Tally tally(String text) {
        try {
            return mapper.readValue(text, Tally.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store has what we did not write", notOurs);
        }
    }
}
