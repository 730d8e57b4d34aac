package dev.voyage.search;

import dev.voyage.condition.Condition;
import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks a condition against described columns, before any row is there. */
final class DescribedCondition {

    /** The words of SQL that TAP_SCHEMA and registries use. */
    private static final Map<String, Datatype> SQL = Map.of(
            "real", Datatype.FLOAT,
            "smallint", Datatype.SHORT,
            "integer", Datatype.INT,
            "bigint", Datatype.LONG);

    private DescribedCondition() {}

    /**
     * Checks syntax and names. Types are not compared: the rows may have others than the description.
     *
     * @throws Problem {@code BAD_CONDITION} for its syntax, {@code UNKNOWN_COLUMN}; both with the member {@code position}
     */
    static void check(String where, List<ColumnInfo> columns) {
        Condition condition = Condition.parse(where);
        try {
            var unused = condition.on(
                    new Columns(columns.stream().map(DescribedCondition::column).toList()));
        } catch (Problem mistake) {
            if (mistake.kind() == ProblemType.UNKNOWN_COLUMN) {
                throw mistake;
            }
        }
    }

    private static Column column(ColumnInfo info) {
        String word = info.datatype() == null
                ? ""
                : info.datatype().toLowerCase(Locale.ROOT).replaceFirst("^adql:", "");
        boolean scalar = info.arraysize() == null || info.arraysize().equals("1");
        Datatype type = Datatype.of(word).orElse(SQL.get(word));
        return type == null || type.isText() || !scalar ? Column.text(info.name()) : Column.of(info.name(), type);
    }
}
