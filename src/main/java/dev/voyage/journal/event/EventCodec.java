package dev.voyage.journal.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;

/**
 * Events to and from JSON. The output of {@link #write} is stored, streamed, and read again by {@link #read}: for every event,
 * {@code read(write(event))} equals the event, except that a float is a double and an array is a list in its {@code row}.
 * Instants are RFC 3339, numbers the shortest text that reads back the same; {@link JsonNumbersModule} handles those that JSON
 * lacks.
 *
 * <p>A field that an event of an earlier version lacks is null, zero or false; a field that this version does not know is
 * ignored.
 */
public final class EventCodec {

    /** The only mapper of the journal's data; no setting of the service affects it. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new JsonNumbersModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private EventCodec() {}

    /** The event's own fields as one JSON object, without the envelope. */
    public static String write(SearchEvent event) {
        return text(event);
    }

    /** A value of the journal on one line. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("not JSON-ready: " + value.getClass(), unwritable);
        }
    }

    /**
     * The event of an entry.
     *
     * @return empty if a later version wrote a type that this one does not know
     * @throws IllegalStateException if no version of voyage writes such a line
     */
    public static Optional<SearchEvent> read(JournalEntry entry) {
        try {
            return entry.read(line -> read(entry.type(), line));
        } catch (IOException notOurs) {
            throw notOurs(entry, notOurs);
        }
    }

    /**
     * As {@link #read(Entry)}, for an entry of a known type.
     *
     * @param type the record of the entry's type, or a type that it implements
     */
    public static <E extends SearchEvent> E read(JournalEntry entry, Class<E> type) {
        return type.cast(read(entry).orElseThrow());
    }

    /**
     * The event of a line, with or without its envelope.
     *
     * @param type the SSE event name
     * @return empty if this version does not know the type
     * @throws IOException if the line is not JSON, or a field has another type
     */
    public static Optional<SearchEvent> read(String type, byte[] line) throws IOException {
        EventType known = EventType.of(type).orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        SearchEvent event = MAPPER.readValue(line, known.event());
        return Optional.of(event instanceof SearchEvent.Ended end ? end.as(Outcome.of(known)) : event);
    }

    /**
     * The beginning of {@code observation.found}, without its row: for readers that check many events and use few.
     *
     * @throws IllegalStateException as {@link #read}
     */
    public static RowHead readHead(JournalEntry found) {
        boolean selected = false;
        String catalogue = null;
        try (JsonParser json = found.read(MAPPER::createParser)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME
                    && !json.currentName().equals("row")) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "selected" -> selected = json.getBooleanValue();
                    case "catalogue" -> catalogue = json.getText();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException notOurs) {
            throw notOurs(found, notOurs);
        }
        return new RowHead(selected, catalogue);
    }

    private static IllegalStateException notOurs(JournalEntry entry, IOException cause) {
        return new IllegalStateException(
                "event " + entry.search() + ":" + entry.seq() + " is not what voyage writes", cause);
    }

    /**
     * The fields before the row in {@code observation.found}.
     *
     * @param catalogue null in a search of one catalogue
     */
    public record RowHead(boolean selected, String catalogue) {}
}
