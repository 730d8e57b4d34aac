package dev.voyage.api.observations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.votable.table.Column;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Restores typed cells from {@code observation.found} events: JSON does not keep the column types, such as whether a number is a
 * short or a float. The last cells are voyage's own.
 */
final class EventRowDecoder {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Column> columns;
    private final JsonCellReader[] values;
    private final Map<String, Integer> places = new HashMap<>();
    private final int ours;
    private final List<Integer> chosen;

    /**
     * @param columns of the catalogue, then voyage's
     * @param theirs number of the catalogue's columns
     */
    EventRowDecoder(List<Column> columns, int theirs) {
        this(columns, theirs, List.of());
    }

    /** @param chosen the indices of the columns to return; all if empty */
    EventRowDecoder(List<Column> columns, int theirs, List<Integer> chosen) {
        this.chosen = chosen;
        this.columns = columns;
        this.ours = theirs;
        this.values = columns.stream().map(JsonCellReader::new).toArray(JsonCellReader[]::new);
        for (int i = 0; i < theirs; i++) {
            places.put(columns.get(i).name(), i);
        }
    }

    Object[] of(JournalEntry entry) {
        var cells = new Object[columns.size()];
        try (JsonParser json = JSON.createParser(entry.text())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken token = json.nextToken();
                switch (field) {
                    case "observation" -> cells[ours] = values[ours].read(json);
                    case "selected" -> cells[ours + 1] = values[ours + 1].read(json);
                    case "offsetArcmin" -> cells[ours + 2] = values[ours + 2].read(json);
                    case "target" -> {
                        if (cells.length > ours + 3) {
                            cells[ours + 3] = values[ours + 3].read(json);
                        }
                    }
                    case "row" -> row(json, token, cells);
                    default -> json.skipChildren();
                }
            }
            return chosen.isEmpty()
                    ? cells
                    : chosen.stream().map(place -> cells[place]).toArray();
        } catch (IOException | NumberFormatException notOurs) {
            throw notOurs(entry, notOurs);
        }
    }

    private void row(JsonParser json, JsonToken start, Object[] cells) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Integer place = places.get(json.currentName());
            json.nextToken();
            if (place == null) {
                json.skipChildren();
            } else {
                cells[place] = values[place].read(json);
            }
        }
    }

    private static IllegalStateException notOurs(JournalEntry entry, Exception cause) {
        return new IllegalStateException(
                "event " + entry.search() + ":" + entry.seq() + " does not match its columns", cause);
    }
}
