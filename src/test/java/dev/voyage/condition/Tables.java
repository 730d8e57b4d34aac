package dev.voyage.condition;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.List;

/** A table with a column of each kind. */
final class Tables {

    static final Columns COLUMNS = new Columns(List.of(
            Column.text("obsid").ucd("meta.id;meta.main"),
            Column.of("exposure_a", Datatype.DOUBLE).unit("s"),
            Column.of("rate", Datatype.FLOAT),
            Column.of("orbit", Datatype.LONG),
            Column.of("issue_flag", Datatype.SHORT),
            Column.of("public", Datatype.BOOLEAN),
            Column.of("public_date", Datatype.CHAR).arraysize("19*"),
            Column.of("Search Offset", Datatype.DOUBLE).unit("arcmin"),
            Column.of("energies", Datatype.DOUBLE).arraysize("3")));

    /** The first observation of 3C 105, and cells of the other kinds. */
    static final Row ROW = new Row(
            COLUMNS,
            "60061044002",
            4807.3775,
            0.1f,
            9007199254740993L,
            (short) 0,
            true,
            "2015-04-01T00:00:00",
            1.7172,
            new double[] {3, 10, 79});

    static final Row NOTHING = new Row(COLUMNS, null, null, Float.NaN, null, null, null, "  ", null, null);

    private Tables() {}

    static boolean passes(String condition, Row row) {
        return Condition.parse(condition).on(COLUMNS).test(row);
    }
}
