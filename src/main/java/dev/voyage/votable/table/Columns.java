package dev.voyage.votable.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The columns of one table, in order, with lookups. */
public final class Columns {

    private final List<Column> columns;
    private final List<String> keys;

    public Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.keys = uniqueNames(this.columns);
    }

    public int size() {
        return columns.size();
    }

    public Column at(int index) {
        return columns.get(index);
    }

    public List<Column> all() {
        return columns;
    }

    /** The names, made unique: a repeated name gets {@code _2}, {@code _3}; a missing one is {@code col7}. */
    public List<String> keys() {
        return keys;
    }

    /** The column with exactly this name, else the only one that differs in case. */
    public OptionalInt named(String name) {
        OptionalInt exact = first(column -> column.name().equals(name));
        return exact.isPresent() ? exact : first(column -> column.name().equalsIgnoreCase(name));
    }

    /** The column with this XML ID, the target of {@code ref} attributes. */
    public OptionalInt withId(String id) {
        return id.isEmpty() ? OptionalInt.empty() : first(column -> column.id().equals(id));
    }

    /** The first column with this UCD, in any case. */
    public OptionalInt withUcd(String ucd) {
        return first(column -> column.ucd().trim().equalsIgnoreCase(ucd));
    }

    public OptionalInt first(Predicate<Column> wanted) {
        for (int i = 0; i < columns.size(); i++) {
            if (wanted.test(columns.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static List<String> uniqueNames(List<Column> columns) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> keys = new ArrayList<>(columns.size());
        for (Column column : columns) {
            String base = column.name().isEmpty() ? "col" + (keys.size() + 1) : column.name();
            String key = base;
            while (seen.putIfAbsent(key.toLowerCase(Locale.ROOT), 1) != null) {
                key = base + "_" + seen.merge(base.toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }
}
