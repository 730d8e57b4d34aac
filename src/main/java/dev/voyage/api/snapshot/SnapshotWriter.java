package dev.voyage.api.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.voyage.journal.event.EventType;
import dev.voyage.journal.event.JournalEntry;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes events compactly: names once, values in arrays. An object of the list declares the next form, {@code {"type", "fields",
 * "columns"}}; an array is an event, {@code [form, seq, millis, value, …]} with the values of the fields in their order, and one
 * array with the values of the columns at the place of the field {@code row}. Of a search that has ended, the start of a file's
 * download and its failures that are tried again are left out; of a running one they may still be the latest of their file.
 */
final class SnapshotWriter {

    private static final JsonFactory JSON = new JsonFactory();

    /** Never part of a text, where quotes are escaped. */
    private static final String WILL_RETRY = "\"willRetry\":true";

    /** Size of the forms that are remembered: a catalogue may have other columns in each row. */
    private static final int MOST_CHARS = 1 << 18;

    /** Characters that a name takes up besides its own. */
    private static final int OVERHEAD = 16;

    /** Names of fields, and of columns where there is a row; null separates them. */
    private final Map<List<String>, Integer> forms = new HashMap<>();

    private final long since;
    private final boolean ended;
    private int declared;
    private int rememberedChars;
    private boolean first = true;

    /**
     * @param sinceMillis milliseconds of the epoch from which the times of events count
     * @param hasEnded whether the search has ended, so that events can be left out
     */
    SnapshotWriter(long sinceMillis, boolean hasEnded) {
        since = sinceMillis;
        ended = hasEnded;
    }

    /** The events as elements of a list, with a comma before each but the very first. */
    Buffer events(List<JournalEntry> entries) {
        Buffer out = Buffer.buffer(entries.size() * 200);
        for (JournalEntry entry : entries) {
            if (!ended || !isReplaced(entry)) {
                try {
                    event(entry, out);
                } catch (IOException notOurs) {
                    throw new UncheckedIOException(notOurs); // no version of voyage writes such a line
                }
            }
        }
        return out;
    }

    /** Whether the end of the search replaces it, if no later event of the same file does. */
    private static boolean isReplaced(JournalEntry entry) {
        return EventType.FILE_STARTED.is(entry)
                || (EventType.FILE_FAILED.is(entry) && entry.text().contains(WILL_RETRY));
    }

    private static byte[] bytes(JournalEntry entry) {
        byte[] bytes = new byte[entry.length()];
        entry.json().get(bytes);
        return bytes;
    }

    private void event(JournalEntry entry, Buffer out) throws IOException {
        var names = new ArrayList<String>();
        List<String> columns = null;
        names.add(entry.type());
        var text = new ByteArrayOutputStream(entry.length());
        try (JsonParser json = JSON.createParser(bytes(entry));
                JsonGenerator values = JSON.createGenerator(text)) {
            values.writeStartArray();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (isEnvelope(name)) {
                    continue;
                }
                names.add(name);
                if (name.equals("row") && value == JsonToken.START_OBJECT) {
                    columns = row(json, values);
                } else {
                    copy(json, values);
                }
            }
            values.writeEndArray();
        }
        int form = form(names, columns, out);
        separate(out)
                .appendString(
                        "[" + form + "," + entry.seq() + "," + (entry.time().toEpochMilli() - since));
        byte[] array = text.toByteArray();
        if (array.length > 2) {
            out.appendByte((byte) ',').appendBytes(array, 1, array.length - 1);
        } else {
            out.appendByte((byte) ']');
        }
    }

    private static boolean isEnvelope(String name) {
        return name.equals("type") || name.equals("seq") || name.equals("search") || name.equals("time");
    }

    private static List<String> row(JsonParser json, JsonGenerator values) throws IOException {
        var columns = new ArrayList<String>();
        values.writeStartArray();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            columns.add(json.currentName());
            json.nextToken();
            copy(json, values);
        }
        values.writeEndArray();
        return columns;
    }

    /** Copies a value; numbers digit by digit. */
    private static void copy(JsonParser json, JsonGenerator values) throws IOException {
        if (json.currentToken().isNumeric()) {
            values.writeNumber(json.getText());
        } else {
            values.copyCurrentStructureExact(json);
        }
    }

    /** @param columns null without a row */
    private int form(List<String> names, List<String> columns, Buffer out) throws IOException {
        var key = new ArrayList<>(names);
        if (columns != null) {
            key.add(null);
            key.addAll(columns);
        }
        Integer known = forms.get(key);
        if (known != null) {
            return known;
        }
        var text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", names.get(0));
            list(json, "fields", names.subList(1, names.size()));
            if (columns != null) {
                list(json, "columns", columns);
            }
            json.writeEndObject();
        }
        separate(out).appendBytes(text.toByteArray());
        remember(key);
        return declared++;
    }

    /** A form that was forgotten is declared again, with the next number. */
    private void remember(List<String> key) {
        int chars = key.stream()
                .mapToInt(name -> OVERHEAD + (name == null ? 0 : name.length()))
                .sum();
        if (rememberedChars + chars > MOST_CHARS) {
            forms.clear();
            rememberedChars = 0;
        }
        rememberedChars += chars;
        forms.put(key, declared);
    }

    private static void list(JsonGenerator json, String name, List<String> names) throws IOException {
        json.writeArrayFieldStart(name);
        for (String each : names) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    private Buffer separate(Buffer out) {
        if (first) {
            first = false;
            return out;
        }
        return out.appendByte((byte) ',');
    }
}
