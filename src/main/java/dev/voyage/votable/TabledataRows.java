package dev.voyage.votable;

/** Makes rows of TRs and TDs. A row with a bad cell, or too few or too many, is refused whole. */
final class TabledataRows {

    private static final int CELL = 8; // what even an empty cell costs

    private final RowCount count;
    private final TextCell[] cells;
    private Object[] row = {};
    private int column;
    private long chars;
    private String bad;

    TabledataRows(RowCount count) {
        this.count = count;
        this.cells = count.columns().all().stream().map(TextCell::new).toArray(TextCell[]::new);
    }

    void openRow() {
        row = new Object[cells.length];
        column = 0;
        chars = 0;
        bad = null;
    }

    void closeCell(Text text) {
        chars += text.length() + CELL;
        if (chars > count.limits().rowBytes()) {
            throw VotableLimits.exceeded("too long a row", count.limits().rowBytes());
        }
        if (column < cells.length && bad == null) {
            try {
                row[column] = cells[column].parse(text.chars(), text.length());
            } catch (BadCell notOfItsType) {
                bad = count.inColumn(column, notOfItsType.getMessage());
            }
        }
        column++;
    }

    /** The row cannot be understood. */
    void spoil(String why) {
        bad = bad == null ? why : bad;
    }

    VotableEvent closeRow() {
        if (bad == null && column != cells.length) {
            bad = column + " cells for " + cells.length + " columns";
        }
        return bad == null ? count.row(row) : count.refusal(bad);
    }
}
