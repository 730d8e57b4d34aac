package dev.voyage.tablewriter.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.tablewriter.ByteSink;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.lang.reflect.Array;

/** Finds a number for "missing" that no cell of a column contains. */
final class FitsNullFinder {

    private static final int CANDIDATES = Long.SIZE;

    private final Column column;
    private long taken; // one bit for each of the lowest numbers of the datatype

    FitsNullFinder(Column column) {
        this.column = column;
    }

    void see(Object cell) {
        if (cell.getClass().isArray() && column.datatype().isNumeric()) {
            for (int i = 0; i < Array.getLength(cell); i++) {
                take(Array.get(cell, i));
            }
        } else {
            take(cell);
        }
    }

    private void take(Object value) {
        if (value instanceof Short || value instanceof Integer || value instanceof Long) {
            long above = ((Number) value).longValue() - least(column.datatype());
            if (above >= 0 && above < CANDIDATES) {
                taken |= 1L << above;
            }
        }
    }

    /**
     * @param written the datatype that the column is written as
     * @throws Problem {@code NOT_ACCEPTABLE} when every candidate occurs in the table
     */
    long value(Datatype written) {
        if (written != column.datatype()) {
            return least(written); // wider than the numbers
        }
        int free = Long.numberOfTrailingZeros(~taken);
        if (free == CANDIDATES) {
            throw Problem.of(
                    ProblemType.NOT_ACCEPTABLE,
                    "the column " + QuotedText.of(column.name()) + " leaves no number to mean a missing one in FITS");
        }
        return least(written) + free;
    }

    byte[] bytes(Datatype written) {
        var bytes = new ByteSink();
        long value = value(written);
        switch (written) {
            case SHORT -> bytes.int16((int) value);
            case INT -> bytes.int32((int) value);
            default -> bytes.int64(value);
        }
        return bytes.toByteArray();
    }

    private static long least(Datatype datatype) {
        return switch (datatype) {
            case SHORT -> Short.MIN_VALUE;
            case INT -> Integer.MIN_VALUE;
            case LONG -> Long.MIN_VALUE;
            default -> 0;
        };
    }
}
