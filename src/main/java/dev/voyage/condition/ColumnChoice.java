package dev.voyage.condition;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Columns;
import java.util.LinkedHashSet;
import java.util.List;

/** Some columns of a table, by their names: {@code obsid, "time"}. Names match as those of a {@link Condition} do. */
public final class ColumnChoice {

    private static final String PARAMETER = "columns";

    private final List<NameList.Item> items;

    private ColumnChoice(List<NameList.Item> items) {
        this.items = items;
    }

    /** @throws Problem {@code BAD_PARAMETER}, naming {@code columns}, with the member {@code position} */
    public static ColumnChoice parse(String text) {
        return new ColumnChoice(NameList.parse(PARAMETER, text, false));
    }

    /**
     * The indices of the columns, in the order of their names here.
     *
     * @throws Problem {@code UNKNOWN_COLUMN} with the members {@code columns} and {@code position}; {@code BAD_PARAMETER} for a
     *     column that is named twice
     */
    public List<Integer> on(Columns columns) {
        var resolver = ColumnResolver.in(columns);
        var chosen = new LinkedHashSet<Integer>();
        for (NameList.Item item : items) {
            Integer index = NameList.resolved(PARAMETER, resolver::find, item.name());
            if (!chosen.add(index)) {
                throw Problem.badParameter(
                        PARAMETER, "columns names " + QuotedText.of(item.name().qualified()) + " twice");
            }
        }
        return List.copyOf(chosen);
    }
}
