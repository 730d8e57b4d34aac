package dev.voyage.journal.transfer;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The numbers of rows of an export or import.
 *
 * @param rows of each table, in the export
 * @param known files of the mirror that the store knew already, and keeps as they are; 0 for an export
 */
public record TransferReport(Map<ExportedTable, Long> rows, long known) {

    public TransferReport {
        rows = Collections.unmodifiableMap(new EnumMap<>(rows));
    }

    /** The number of rows of a table. */
    public long of(ExportedTable table) {
        return rows.getOrDefault(table, 0L);
    }

    public boolean isEmpty() {
        return rows.values().stream().allMatch(count -> count == 0);
    }

    /** For people: {@code 2 searches, 1017 events, …}; tables without rows are left out, but for searches. */
    public String words() {
        return Arrays.stream(ExportedTable.values())
                        .filter(table -> of(table) > 0 || table == ExportedTable.SEARCHES)
                        .map(table -> table.counted(of(table)))
                        .collect(Collectors.joining(", "))
                + (known == 0 ? "" : "; " + known + " of the files of the mirror were known and stay as they are");
    }
}
