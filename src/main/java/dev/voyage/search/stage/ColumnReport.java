package dev.voyage.search.stage;

import dev.voyage.cone.position.RowPositions;
import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.journal.event.UnreadableColumn;
import dev.voyage.votable.rows.UnreadableCells;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.TimeSystem;
import java.util.List;
import java.util.stream.IntStream;

/** Describes a column: the same form in {@code catalogue.searched} and in the JSON of a search's rows. */
public final class ColumnReport {

    private ColumnReport() {}

    /** The columns of a table, in order, under their unique names. */
    static List<ColumnInfo> of(Columns columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> of(columns.at(i), columns.keys().get(i)))
                .toList();
    }

    /** The columns with cells that could not be read. */
    static List<UnreadableColumn> of(UnreadableCells cells) {
        return cells.entries().stream()
                .map(found -> new UnreadableColumn(found.column(), found.count(), found.example()))
                .toList();
    }

    /**
     * @param key the column's name, unique in its table
     */
    public static ColumnInfo of(Column column, String key) {
        return new ColumnInfo(
                key,
                column.datatype().written(),
                orNull(column.arraysize()),
                orNull(column.unit()),
                orNull(column.ucd()),
                orNull(column.utype()),
                orNull(column.xtype()),
                orNull(column.description()),
                coosys(RowPositions.systemOf(column)),
                timesys(column.timesys()));
    }

    private static ColumnInfo.Coosys coosys(CoordinateSystem given) {
        return given == null
                ? null
                : new ColumnInfo.Coosys(
                        given.system(), orNull(given.equinox()), orNull(given.epoch()), orNull(given.refPosition()));
    }

    private static ColumnInfo.Timesys timesys(TimeSystem given) {
        return given == null
                ? null
                : new ColumnInfo.Timesys(
                        orNull(given.timeOrigin()), orNull(given.timeScale()), orNull(given.refPosition()));
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
