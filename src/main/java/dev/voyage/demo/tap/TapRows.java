package dev.voyage.demo.tap;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.votable.DemoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table that can be queried.
 *
 * @param fields its columns
 * @param rows by column in lower case; null if missing
 * @param catalogue that it is, or null for another table
 */
record TapRows(List<DemoField> fields, List<Map<String, String>> rows, DemoCatalogue catalogue) {

    /** Key of the position at which the archive finds a row, which some rows do not have as columns. */
    static final String PLACE = "@";

    static TapRows of(DemoCatalogue catalogue) {
        return new TapRows(
                catalogue.fields(),
                catalogue.observations().stream()
                        .map(observation -> row(catalogue, observation))
                        .toList(),
                catalogue);
    }

    private static Map<String, String> row(DemoCatalogue catalogue, DemoObservation observation) {
        Map<String, String> row = new LinkedHashMap<>();
        for (DemoField field : catalogue.fields()) {
            put(row, field.name(), observation.get(field.name()));
        }
        double[] position = observation.position();
        row.put(PLACE, position[0] + " " + position[1]);
        return row;
    }

    /** TAP_SCHEMA.columns of these tables (TAP 1.1, section 4.3). */
    static TapRows columns(Collection<DemoCatalogue> catalogues) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (DemoCatalogue catalogue : catalogues) {
            for (DemoField field : catalogue.fields()) {
                Map<String, String> row = new LinkedHashMap<>();
                put(row, "table_name", catalogue.table());
                put(row, "column_name", field.name());
                put(row, "datatype", field.datatype());
                put(row, "arraysize", field.datatype().equals("char") ? "*" : "");
                put(row, "unit", field.unit());
                put(row, "ucd", field.ucd());
                put(row, "description", field.description());
                rows.add(row);
            }
        }
        return texts(List.of("table_name", "column_name", "datatype", "arraysize", "unit", "ucd", "description"), rows);
    }

    /** TAP_SCHEMA.tables likewise. */
    static TapRows tables(Collection<DemoCatalogue> catalogues) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (DemoCatalogue catalogue : catalogues) {
            Map<String, String> row = new LinkedHashMap<>();
            put(row, "schema_name", "public");
            put(row, "table_name", catalogue.table());
            put(row, "table_type", "table");
            put(row, "description", catalogue.title());
            rows.add(row);
        }
        return texts(List.of("schema_name", "table_name", "table_type", "description"), rows);
    }

    private static TapRows texts(List<String> columns, List<Map<String, String>> rows) {
        return new TapRows(
                columns.stream().map(name -> DemoField.of(name, "char", "", "")).toList(), rows, null);
    }

    private static void put(Map<String, String> row, String column, String text) {
        row.put(column.toLowerCase(Locale.ROOT), text.isEmpty() ? null : text);
    }
}
