package dev.voyage.votable.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.rows.BadCellException;
import dev.voyage.votable.rows.BinaryCell;
import dev.voyage.votable.rows.NullValue;
import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the cells of one BINTABLE column according to the FIELD: TFORM, TNULL, TSCAL and TZERO (FITS 4.0, section 7.3).
 * Columns of variable length (P, Q) have their values behind all rows, so that none of their cells can be read; neither
 * can those with a TFORM that contradicts the FIELD.
 */
final class FitsCell {

    private static final Pattern TFORM = Pattern.compile("(\\d*)([LXBIJKAEDCMPQ])(.*)");
    private static final double EXACT = 1L << 53;

    private final Column field;
    private final Datatype stored;
    private final int count;
    private final long offset;
    private final BinaryCell cell;
    private final NullValue missing;
    private final boolean scaled;
    private final double scale;
    private final double zero;
    private final int width;
    private final String refusal; // the reason why no cell of the column can be read; else null

    /**
     * @param number of the column in its header, from 1
     * @param offset of its cells from the start of a row
     */
    FitsCell(Column field, FitsHeader header, int number, long offset, int longestRow) {
        this.field = field;
        this.offset = offset;
        String form = header.text("TFORM" + number);
        Matcher matcher = TFORM.matcher(form);
        if (!matcher.matches() || matcher.group(1).length() > 9) {
            throw bad("has the unknown TFORM " + QuotedText.of(form));
        }
        String letter = matcher.group(2);
        boolean inHeap = letter.equals("P") || letter.equals("Q");
        stored = inHeap ? Datatype.LONG : stored(letter);
        count = matcher.group(1).isEmpty() ? 1 : Integer.parseInt(matcher.group(1));
        scale = header.real("TSCAL" + number, 1);
        zero = header.real("TZERO" + number, 0);
        scaled = scale != 1 || zero != 0;
        String nullText = header.has("TNULL" + number) ? header.text("TNULL" + number) : null;
        missing = new NullValue(of(stored, nullText));
        boolean same = stored == field.datatype() && !scaled;
        boolean text = stored.isText() && field.datatype().isText();
        boolean numbers = stored.isNumeric() && field.datatype().isNumeric();
        if (inHeap) {
            refusal = "the column is of variable length (TFORM " + form + "): its values stand behind all rows";
        } else if (!same && !text && !numbers) {
            refusal = "the column is " + field.datatype().written() + ", but TFORM " + form;
        } else if (count > 0 && !stored.isText() && !ArrayShape.of(field).allows(count)) {
            refusal = "the column has another arraysize than TFORM " + form;
        } else {
            refusal = null;
        }
        cell = same || text ? new BinaryCell(of(stored, nullText == null ? field.nullText() : nullText)) : null;
        long bytes = inHeap ? (letter.equals("P") ? 8L : 16L) * count : new BinaryCell(of(stored, null)).bytes(count);
        if (bytes > longestRow) {
            throw VotableLimits.exceeded("too long a row", longestRow);
        }
        width = (int) bytes;
    }

    private Column of(Datatype datatype, String nullText) {
        return Column.of(field.name(), datatype).arraysize(field.arraysize()).nullText(nullText);
    }

    int width() {
        return width;
    }

    /** Null for a missing value; fails with {@link BadCellException}. */
    Object read(byte[] row, int start) {
        int at = start + (int) offset;
        if (count == 0) {
            return null;
        }
        if (refusal != null) {
            throw BadCellException.of("", refusal);
        }
        if (cell == null) {
            return converted(row, at);
        }
        Object value = cell.read(row, at, count);
        if (value instanceof String text) {
            String ended = text.stripTrailing(); // FITS pads with blanks
            return ended.isEmpty() ? null : ended;
        }
        return value;
    }

    private Object converted(byte[] b, int at) {
        if (ArrayShape.of(field).single()) {
            return isMissing(b, at) ? null : one(b, at);
        }
        Object array = FitsNumbers.array(field.datatype(), count);
        for (int i = 0; i < count; i++) {
            Object value = one(b, at + i * (width / count));
            FitsNumbers.set(array, i, value);
        }
        return array;
    }

    private boolean isMissing(byte[] b, int at) {
        return switch (stored) {
            case FLOAT, DOUBLE -> Double.isNaN(FitsNumbers.real(stored, b, at));
            default -> missing.is(FitsNumbers.integer(stored, b, at));
        };
    }

    private Object one(byte[] b, int at) {
        boolean whole = stored != Datatype.FLOAT && stored != Datatype.DOUBLE;
        if (whole && scale == 1 && zero == Math.rint(zero) && Math.abs(zero) <= EXACT) {
            try {
                long value = Math.addExact(FitsNumbers.integer(stored, b, at), (long) zero);
                return FitsNumbers.as(field.datatype(), value);
            } catch (ArithmeticException tooLarge) {
                throw BadCellException.of("", "a number is too large for a long");
            }
        }
        double raw = whole ? FitsNumbers.integer(stored, b, at) : FitsNumbers.real(stored, b, at);
        return FitsNumbers.as(field.datatype(), scaled ? raw * scale + zero : raw);
    }

    static Datatype stored(String letter) {
        return switch (letter) {
            case "L" -> Datatype.BOOLEAN;
            case "X" -> Datatype.BIT;
            case "B" -> Datatype.UNSIGNED_BYTE;
            case "I" -> Datatype.SHORT;
            case "J" -> Datatype.INT;
            case "K" -> Datatype.LONG;
            case "A" -> Datatype.CHAR;
            case "E" -> Datatype.FLOAT;
            case "D" -> Datatype.DOUBLE;
            case "C" -> Datatype.FLOAT_COMPLEX;
            default -> Datatype.DOUBLE_COMPLEX;
        };
    }

    private Problem bad(String what) {
        return Problem.of(
                ProblemType.MALFORMED, "The column " + QuotedText.of(field.name()) + " of the FITS stream " + what);
    }
}
