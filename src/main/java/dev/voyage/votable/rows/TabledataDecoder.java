package dev.voyage.votable.rows;

import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.table.UnreadableCell;
import java.util.List;

/**
 * Makes rows of TRs and TDs. A TD that is not of its column's type makes only its cell unreadable; a row with fewer TDs
 * than columns lacks the last cells, and TDs behind the last column are dropped: each case is recorded in the row.
 */
public final class TabledataDecoder {

    private static final int CELL = 8; // the cost of even an empty cell

    private final RowNumbering count;
    private final TextCell[] cells;
    private Object[] row = {};
    private List<UnreadableCell> unreadable = List.of();
    private int column;
    private long chars;
    private String spoilt;
    private boolean surplus;

    public TabledataDecoder(RowNumbering count) {
        this.count = count;
        this.cells = count.columns().all().stream().map(TextCell::new).toArray(TextCell[]::new);
    }

    public void openRow() {
        row = new Object[cells.length];
        unreadable = List.of();
        column = 0;
        chars = 0;
        spoilt = null;
        surplus = false;
    }

    public void closeCell(TextBuffer text) {
        chars += text.length() + CELL;
        if (chars > count.limits().rowBytes()) {
            throw VotableLimits.exceeded("too long a row", count.limits().rowBytes());
        }
        if (column < cells.length) {
            parse(text);
        } else if (!surplus && !text.isBlank()) {
            surplus = true;
            String why = "is behind the last of " + cells.length + " columns";
            bad(BadCellException.because(why, text.chars(), 0, text.length()), cells.length);
        }
        spoilt = null;
        column++;
    }

    private void parse(TextBuffer text) {
        try {
            if (spoilt != null) {
                throw BadCellException.of(text.toString().strip(), spoilt);
            }
            row[column] = cells[column].parse(text.chars(), text.length());
        } catch (BadCellException notOfItsType) {
            bad(notOfItsType, column);
        }
    }

    private void bad(BadCellException cell, int index) {
        unreadable = RowNumbering.with(unreadable, cell.at(index));
    }

    /** Marks the current cell as unreadable. */
    public void spoil(String why) {
        spoilt = spoilt == null ? why : spoilt;
    }

    /** A row without cells does not count, unless the table has no columns. */
    public VotableEvent closeRow() {
        if (column == 0 && cells.length > 0) {
            return count.refusal(column + " cells for " + cells.length + " columns");
        }
        for (int i = column; i < cells.length; i++) {
            bad(BadCellException.of("", "the row has " + column + " cells for " + cells.length + " columns"), i);
        }
        return count.row(row, unreadable);
    }
}
