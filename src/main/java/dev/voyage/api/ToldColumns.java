package dev.voyage.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.journal.Entry;
import dev.voyage.votable.Column;
import dev.voyage.votable.Datatype;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a search has told of a catalogue: its columns, where it was found, whether rows were left out. Of
 * several answers of it, around several targets, the columns are joined by name; one that is typed
 * differently in two becomes text.
 */
final class ToldColumns {

    /** The events to be given to {@link #take}. */
    static final Set<String> TYPES = Set.of("service.found", "catalogue.searched");

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<String> ivoids = new ArrayList<>();
    private final RowsAsked rows;
    private boolean told;
    private boolean overflow;

    ToldColumns(RowsAsked rows) {
        this.rows = rows;
    }

    void take(List<Entry> events) {
        for (Entry event : events) {
            JsonNode json = json(event);
            if (!rows.isOf(json.path("catalogue").textValue())) {
                continue;
            }
            if (event.type().equals("service.found")) {
                String ivoid = json.path("ivoid").asText("");
                String known = ivoid.isEmpty() ? json.path("accessUrl").asText("") : ivoid;
                if (!known.isEmpty() && !ivoids.contains(known)) {
                    ivoids.add(known);
                }
            } else {
                told = true;
                overflow |= json.path("overflow").asBoolean();
                json.path("columns")
                        .forEach(column ->
                                columns.merge(column.path("name").asText(), column(column), ToldColumns::joined));
            }
        }
    }

    /** Whether a catalogue has been read to its end: before that its columns are not known. */
    boolean isTold() {
        return told;
    }

    /** Whether a catalogue had more rows than it sent. */
    boolean overflow() {
        return overflow;
    }

    /** Where the rows come from: ivoids, or addresses. */
    String sources() {
        return String.join(" ", ivoids);
    }

    /** How many there are of the catalogue, before ours. */
    int theirs() {
        return columns.size();
    }

    /** Those of the catalogue, then ours: observation, selected, offset, and target where there are several. */
    List<Column> all() {
        var all = new ArrayList<>(columns.values());
        Set<String> names = columns.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        all.add(ours(names, "voyage_observation", Datatype.CHAR, "*", "", "meta.id", "What voyage calls the row"));
        all.add(ours(
                names, "voyage_selected", Datatype.BOOLEAN, "", "", "meta.code", "Whether the condition kept the row"));
        all.add(ours(
                names, "voyage_offset", Datatype.DOUBLE, "", "arcmin", "pos.angDistance", "Distance from the target"));
        if (rows.severalTargets()) {
            all.add(ours(
                    names,
                    "voyage_target",
                    Datatype.CHAR,
                    "*",
                    "",
                    "meta.id;src",
                    "The target that it was found around"));
        }
        return all;
    }

    private static Column ours(
            Set<String> names, String name, Datatype datatype, String arraysize, String unit, String ucd, String text) {
        String free = name;
        for (int i = 2; names.contains(free); i++) {
            free = name + "_" + i;
        }
        return new Column(free, name, datatype, arraysize, unit, ucd, "", "", text, null);
    }

    private static Column column(JsonNode told) {
        return new Column(
                told.path("name").asText(),
                "",
                Datatype.of(told.path("datatype").asText()).orElse(Datatype.CHAR),
                told.path("arraysize").asText(""),
                told.path("unit").asText(""),
                told.path("ucd").asText(""),
                "",
                "",
                told.path("description").asText(""),
                null);
    }

    private static Column joined(Column first, Column other) {
        boolean same = first.datatype() == other.datatype() && first.arraysize().equals(other.arraysize());
        return same
                ? first
                : new Column(
                        first.name(),
                        "",
                        Datatype.CHAR,
                        "*",
                        first.unit(),
                        first.ucd(),
                        "",
                        "",
                        first.description(),
                        null);
    }

    private static JsonNode json(Entry event) {
        try {
            return JSON.readTree(event.text());
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store has what we did not write", notOurs);
        }
    }
}
