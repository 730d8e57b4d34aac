package dev.voyage.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.voyage.journal.Entry;
import dev.voyage.votable.Column;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes typed cells again of {@code observation.found} events: JSON has lost what the columns know,
 * as whether a number is a short or a float. The last cells are ours.
 */
final class RowCells {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Column> columns;
    private final CellValue[] values;
    private final Map<String, Integer> places = new HashMap<>();
    private final int ours;

    /**
     * @param columns of the catalogue, then ours
     * @param theirs how many are of the catalogue
     */
    RowCells(List<Column> columns, int theirs) {
        this.columns = columns;
        this.ours = theirs;
        this.values = columns.stream().map(CellValue::new).toArray(CellValue[]::new);
        for (int i = 0; i < theirs; i++) {
            places.put(columns.get(i).name(), i);
        }
    }

    Object[] of(Entry entry) {
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
            return cells;
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

    static IllegalStateException notOurs(Entry entry, Exception cause) {
        return new IllegalStateException(
                "event " + entry.search() + ":" + entry.seq() + " is not what its columns say", cause);
    }
}
