package dev.voyage.cone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Datatype;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableShapeTest {

    private final TableShape.Memory shapes = new TableShape.Memory();

    @Test
    void equalColumnsAreLookedAtOnce() {
        TableShape first = shapes.of(columns("obsid", "ra", "dec"));
        assertSame(first, shapes.of(columns("obsid", "ra", "dec")), "another document with the same columns");
    }

    /** Two catalogues searched by turns: each has its own positions and identifiers, whichever came last. */
    @Test
    void otherColumnsHaveTheirOwnShape() {
        TableShape first = shapes.of(columns("obsid", "ra", "dec"));
        TableShape second = shapes.of(columns("ra", "dec", "obsid"));
        assertNotSame(first, second, "the same names in another order");
        assertTrue(first.positions.has(1) && first.positions.has(2), "the first table's positions");
        assertTrue(second.positions.has(0) && second.positions.has(1), "the second table's positions");
        assertEquals(2, second.ids.column().orElseThrow(), "the second table's identifiers");
        assertEquals(0, shapes.of(columns("obsid", "ra", "dec")).ids.column().orElseThrow(), "the first once more");
    }

    /** A unit or a frame is part of a column: an answer that changes them is not read by the last one's. */
    @Test
    void anotherUnitIsAnotherShape() {
        TableShape degrees = shapes.of(columns("ra", "dec"));
        var hours = new Columns(List.of(
                Column.of("ra", Datatype.DOUBLE).unit("h"),
                Column.of("dec", Datatype.DOUBLE).unit("deg")));
        assertNotSame(degrees, shapes.of(hours), "right ascension in hours");
    }

    private static Columns columns(String... names) {
        return new Columns(
                Stream.of(names).map(name -> Column.of(name, Datatype.DOUBLE)).toList());
    }
}
