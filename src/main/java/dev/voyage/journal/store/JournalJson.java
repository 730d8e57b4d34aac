package dev.voyage.journal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.voyage.coding.Sha256;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.Tally;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON columns of the store, to and from text on one line, as {@link EventCodec} writes it. */
public final class JournalJson {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    /** Null for null. */
    String text(Object value) {
        return value == null ? null : EventCodec.text(value);
    }

    /** SHA-256 in hex of the value's text; the order of members does not matter. */
    public String hash(Map<String, Object> value) {
        try {
            String text = EventCodec.MAPPER
                    .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(value);
            return Sha256.hex(text);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("not JSON-ready: " + value.keySet(), unwritable);
        }
    }

    /** Null for null. */
    Map<String, Object> map(String text) {
        try {
            return text == null ? null : EventCodec.MAPPER.readValue(text, MAP);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store holds a value that voyage did not write", notOurs);
        }
    }

    public Tally tally(String text) {
        try {
            return EventCodec.MAPPER.readValue(text, Tally.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store holds a value that voyage did not write", notOurs);
        }
    }
}
