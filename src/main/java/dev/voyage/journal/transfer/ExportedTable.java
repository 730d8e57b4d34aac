package dev.voyage.journal.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tables of an export, in its order, with the columns that both engines of the store have. Leases and permits are left out:
 * they belong to running replicas. So is the key of tickets, which is a secret.
 */
public enum ExportedTable {
    SEARCHES(
            "search",
            "searches",
            "id",
            "id request href client owner created# started# ended# phase outcome tally millis# problem last_seq#"
                    + " idempotency_key request_hash retry_of pinned# name retry_only"),
    EVENTS("event", "events", "search seq", "search seq# type time# json observation"),
    FILES(
            "listed file",
            "listed files",
            "search file",
            "search file observation url state bytes# sha256 modified# source reason problem"),
    MIRROR(
            "file of the mirror",
            "files of the mirror",
            "path",
            "path bytes# sha256 etag last_modified verified checked# url version stamp"),
    DELETIONS("removal in progress", "removals in progress", "search", "search files#"),
    NOTIFICATIONS(
            "notification",
            "notifications",
            "search number",
            "search number# url state attempts# due# created# result");

    /** Marks columns of numbers; all others hold text. */
    private static final String NUMBER = "#";

    private final String one;
    private final String many;
    private final String key;
    private final String columns;

    ExportedTable(String one, String many, String key, String columns) {
        this.one = one;
        this.many = many;
        this.key = key;
        this.columns = columns;
    }

    /**
     * A column of the store.
     *
     * @param isNumber whether it holds whole numbers of 64 bits, not text
     */
    record ExportedColumn(String name, boolean isNumber) {}

    /** The name in the store. */
    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A number of rows, for people. */
    String counted(long rows) {
        return rows + " " + (rows == 1 ? one : many);
    }

    /** In the order of an export. */
    List<ExportedColumn> columns() {
        return Arrays.stream(columns.split(" "))
                .map(column -> new ExportedColumn(column.replace(NUMBER, ""), column.endsWith(NUMBER)))
                .toList();
    }

    /** The names of the columns, in the order of an export. */
    public List<String> columnNames() {
        return columns().stream().map(ExportedColumn::name).toList();
    }

    static Optional<ExportedTable> named(String table) {
        return Arrays.stream(values())
                .filter(each -> each.table().equals(table))
                .findFirst();
    }

    /** All rows in the order of their key, which is the order of bytes in both engines. */
    String select() {
        return "select " + String.join(", ", columnNames()) + " from " + table() + " order by "
                + key.replace(" ", ", ");
    }

    /** Inserts a row with these columns. Known files of the mirror stay as they are. */
    String insert(List<ExportedColumn> given) {
        String names = given.stream().map(ExportedColumn::name).collect(Collectors.joining(", "));
        String values = given.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "insert into " + table() + " (" + names + ") values (" + values + ")"
                + (this == MIRROR ? " on conflict (path) do nothing" : "");
    }
}
