package dev.voyage.votable.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.votable.decode.ByteQueue;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.rows.BadCellException;
import dev.voyage.votable.rows.RowDecoder;
import dev.voyage.votable.rows.RowNumbering;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.UnreadableCell;
import java.util.ArrayList;
import java.util.List;

/** Decodes the rows of the BINTABLE extension of a FITS file while its bytes arrive (FITS 4.0, section 7.3). */
public final class FitsRows implements RowDecoder {

    private enum State {
        HEADER,
        SKIPPING,
        ROWS,
        DONE
    }

    private final RowNumbering count;
    private final int wanted;
    private final ByteQueue queue = new ByteQueue();
    private final List<FitsCell> cells = new ArrayList<>();
    private State state = State.HEADER;
    private FitsHeader header = new FitsHeader();
    private int headerBytes;
    private int hdu;
    private long toSkip;
    private int rowBytes;
    private long rowsLeft;

    /**
     * @param wanted number of the HDU, the primary one being 0; negative: the first table
     */
    public FitsRows(RowNumbering count, int wanted) {
        this.count = count;
        this.wanted = wanted;
    }

    @Override
    public void feed(byte[] from, int offset, int length) {
        queue.add(from, offset, length);
    }

    @Override
    public VotableEvent next() {
        while (true) {
            switch (state) {
                case HEADER -> {
                    if (queue.size() < FitsHeader.BLOCK) {
                        return null;
                    }
                    header();
                }
                case SKIPPING -> {
                    int n = (int) Math.min(toSkip, queue.size());
                    queue.skip(n);
                    toSkip -= n;
                    if (toSkip > 0) {
                        return null;
                    }
                    state = State.HEADER;
                }
                case ROWS -> {
                    if (rowsLeft > 0) {
                        return queue.size() < rowBytes ? null : row();
                    }
                    state = State.DONE;
                }
                case DONE -> {
                    queue.skip(queue.size());
                    return null;
                }
            }
        }
    }

    private void header() {
        headerBytes += FitsHeader.BLOCK;
        if (headerBytes > count.limits().tagBytes()) {
            throw VotableLimits.exceeded(
                    "too long a FITS header", count.limits().tagBytes());
        }
        if (!header.ends(queue.take(FitsHeader.BLOCK))) {
            if (!header.isFits()) {
                throw malformed("it does not begin as FITS does");
            }
            return;
        }
        if (!header.isFits()) {
            throw malformed("it does not begin as FITS does");
        }
        if (wanted < 0 ? header.isTable() : hdu == wanted) {
            open();
            state = State.ROWS;
        } else {
            toSkip = header.dataBytes();
            state = State.SKIPPING;
        }
        hdu++;
        headerBytes = 0;
        header = new FitsHeader();
    }

    private void open() {
        if (!header.isTable()) {
            throw malformed("its extension " + hdu + " is no binary table");
        }
        Columns columns = count.columns();
        if (header.number("TFIELDS", 0) != columns.size()) {
            throw malformed("it has " + header.text("TFIELDS") + " columns for " + columns.size() + " FIELDs");
        }
        int longest = count.limits().rowBytes();
        long offset = 0;
        for (int i = 0; i < columns.size(); i++) {
            var cell = new FitsCell(columns.at(i), header, i + 1, offset, longest);
            cells.add(cell);
            offset += cell.width();
        }
        long announced = header.number("NAXIS1", 0);
        rowsLeft = header.number("NAXIS2", 0);
        if (announced > longest) {
            throw VotableLimits.exceeded("too long a row", longest);
        }
        if (announced != offset || rowsLeft < 0 || (announced == 0 && rowsLeft > 0)) {
            throw malformed("its rows have " + announced + " bytes, its columns " + offset);
        }
        rowBytes = (int) announced;
    }

    private VotableEvent row() {
        Object[] row = new Object[cells.size()];
        int start = queue.start();
        queue.skip(rowBytes);
        rowsLeft--;
        List<UnreadableCell> unreadable = List.of();
        for (int i = 0; i < row.length; i++) {
            try {
                row[i] = cells.get(i).read(queue.bytes(), start);
            } catch (BadCellException notOfItsType) {
                unreadable = RowNumbering.with(unreadable, notOfItsType.at(i));
            }
        }
        return count.row(row, unreadable);
    }

    @Override
    public void end() {
        if (state == State.ROWS && rowsLeft > 0) {
            throw malformed("it ends " + rowsLeft + " rows too early");
        }
        if (state != State.ROWS && state != State.DONE) {
            throw malformed("it ends before its table");
        }
    }

    private static Problem malformed(String why) {
        return Problem.of(ProblemType.MALFORMED, "The FITS stream cannot be read: " + why);
    }
}
