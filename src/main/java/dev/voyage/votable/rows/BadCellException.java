package dev.voyage.votable.rows;

import dev.voyage.problem.QuotedText;
import dev.voyage.problem.SecretRedactor;
import dev.voyage.votable.table.UnreadableCell;
import java.util.Locale;
import java.util.Set;

/** A cell is not of its column's type; becomes an {@link UnreadableCell} of its row. */
public final class BadCellException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 80;

    /** Words that published tables use for a missing number (IRSA, CSV exports, databases). */
    private static final Set<String> BLANKS =
            Set.of("-", "--", "---", "n/a", "na", "none", "null", "nan", "\"\"", "''", "\\n", "<na>", "nil");

    private final String text;

    private BadCellException(String text, String reason) {
        super(reason, null, false, false);
        this.text = text;
    }

    /** For bytes or numbers that cannot be quoted as text. */
    public static BadCellException of(String text, String reason) {
        return new BadCellException(text, reason);
    }

    /** For characters of a TD that are not of the expected form. */
    static BadCellException not(String what, char[] chars, int from, int to) {
        return because("is not " + what, chars, from, to);
    }

    /** For characters of a TD, with the reason. */
    static BadCellException because(String reason, char[] chars, int from, int to) {
        // no more than is shown: the cell may be long
        String text = new String(chars, from, Math.min(to - from, 300));
        return new BadCellException(text, QuotedText.of(text) + " " + reason);
    }

    public UnreadableCell at(int column) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return new UnreadableCell(column, shown(SecretRedactor.out(text)), getMessage(), BLANKS.contains(word));
    }

    private static String shown(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
