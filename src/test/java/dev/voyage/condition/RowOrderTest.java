package dev.voyage.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import dev.voyage.votable.table.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RowOrderTest {

    private static final Columns COLUMNS = new Columns(List.of(
            Column.of("exposure", Datatype.DOUBLE),
            Column.text("time"),
            Column.of("n", Datatype.LONG),
            Column.of("ok", Datatype.BOOLEAN)));

    private static List<Object> sorted(String order, int place, Object... values) {
        RowOrder.Bound bound = RowOrder.parse(order).on(COLUMNS);
        var rows = new ArrayList<Row>();
        for (Object value : values) {
            var cells = new Object[COLUMNS.size()];
            cells[place] = value;
            rows.add(new Row(COLUMNS, cells));
        }
        rows.sort(Comparator.comparing(bound::key, bound.keys()));
        return new ArrayList<>(rows.stream().map(row -> row.cell(place)).toList());
    }

    @Test
    void numbersAreOrderedByValueAndMissingOnesComeLast() {
        assertThat(sorted("exposure", 0, 10.0, null, 9.5, Double.NaN, -1.0))
                .containsExactly(-1.0, 9.5, 10.0, null, Double.NaN);
        assertThat(sorted("EXPOSURE DESC", 0, 10.0, null, 9.5, -1.0)).containsExactly(10.0, 9.5, -1.0, null);
        assertThat(sorted("n", 2, 9007199254740993L, 9007199254740992L))
                .containsExactly(9007199254740992L, 9007199254740993L);
    }

    @Test
    void timesAreOrderedAsTimesAndBeforeOtherText() {
        assertThat(sorted("numaster.\"time\" asc", 1, "soon", "2020-01-02 00:00", "2020-01-01T23:00:00Z", "never"))
                .containsExactly("2020-01-01T23:00:00Z", "2020-01-02 00:00", "never", "soon");
    }

    @Test
    void falseComesBeforeTrue() {
        assertThat(sorted("ok", 3, true, false)).containsExactly(false, true);
    }

    @Property
    void everyOrderOfTextsIsTotal(@ForAll List<String> texts) {
        assertThat(sorted("time desc", 1, texts.toArray())).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void mistakeIsFoundAtItsPosition() {
        assertThatThrownBy(() -> RowOrder.parse("exposure, ,n"))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.members())
                        .containsEntry("parameter", "order")
                        .containsEntry("position", 10));
    }
}
