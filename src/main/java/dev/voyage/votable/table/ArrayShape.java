package dev.voyage.votable.table;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of a cell's values: a parsed arraysize (VOTable 1.5, section 2.2).
 *
 * @param single one value, or one text
 * @param variable whether the last dimension is open: {@code *}, {@code 19*}, {@code 3x*}
 * @param count of values in a cell; of a variable one the product of the closed dimensions
 * @param width of the first dimension, which is the length of one text in an array of texts
 */
public record ArrayShape(boolean single, boolean variable, int count, int width) {

    private static final Pattern ARRAYSIZE = Pattern.compile("(?:(\\d+(?:x\\d+)*)(x?\\*|\\*)?|\\*)");

    /** Fails with {@code MALFORMED}, naming the column. */
    public static ArrayShape of(Column column) {
        boolean text = column.datatype().isText();
        String written = column.arraysize();
        if (written.isEmpty()) {
            return new ArrayShape(true, false, 1, 1);
        }
        Matcher matcher = ARRAYSIZE.matcher(written);
        if (!matcher.matches()) {
            throw bad(column);
        }
        if (matcher.group(1) == null) {
            return new ArrayShape(text, true, 1, 1);
        }
        String[] dimensions = matcher.group(1).split("x", -1);
        boolean open = matcher.group(2) != null;
        // "3x4*" closes its last dimension only as an upper bound
        boolean bound = open && matcher.group(2).equals("*");
        try {
            int count = 1;
            for (int i = 0; i < dimensions.length - (bound ? 1 : 0); i++) {
                count = Math.multiplyExact(count, Integer.parseInt(dimensions[i]));
            }
            int dims = dimensions.length + (open && !bound ? 1 : 0);
            boolean single = text ? dims == 1 : !open && dims == 1 && count == 1;
            return new ArrayShape(single, open, count, Integer.parseInt(dimensions[0]));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw bad(column);
        }
    }

    /** Whether a cell may have this number of values. */
    public boolean allows(int values) {
        return variable ? count > 0 && values % count == 0 : values == count;
    }

    private static Problem bad(Column column) {
        return Problem.of(
                ProblemType.MALFORMED,
                "The column "
                        + QuotedText.of(column.name())
                        + " has the arraysize "
                        + QuotedText.of(column.arraysize())
                        + ", which is not valid");
    }
}
