package dev.voyage.search.upload;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.voyage.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma separated values (RFC 4180): cells may be quoted, also with blanks around the quotes, a quote in them is doubled, lines
 * end in any way. Blank lines, and lines that begin with a hash before the header, are ignored. Tabs or semicolons if the header
 * has them instead of commas.
 */
final class CsvRows {

    private static final int MOST_CELLS = 10_000;
    private static final int LONGEST_CELL = 1 << 20;

    private CsvRows() {}

    /**
     * The lines with their cells, the header first.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code targets} if a quoted cell does not end, ends before the separator, or is too
     *     long, or a line has too many cells
     */
    static List<List<String>> read(String text) {
        String table = withoutComments(text);
        return rows(table, separator(table.lines().findFirst().orElse("")));
    }

    /** As {@link #read(String)}, with this separator. */
    static List<List<String>> read(String text, char separator) {
        return rows(withoutComments(text), separator);
    }

    private static List<List<String>> rows(String table, char separator) {
        List<List<String>> rows = new ArrayList<>();
        // nothing is open behind it: it reads a string
        CsvReader<List<String>> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_CELL)
                .build(new Cells(), table);
        try {
            for (List<String> cells : reader) {
                if (cells.size() > MOST_CELLS) {
                    throw Problem.invalidField(
                            "targets", "row " + rows.size() + " of the targets has more than " + MOST_CELLS + " cells");
                } else if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                    rows.add(cells);
                }
            }
        } catch (CsvParseException broken) {
            throw Problem.invalidField(
                    "targets",
                    "a quote in row " + rows.size()
                            + " of the targets does not end, or does not end its cell, or a cell" + " is longer than "
                            + LONGEST_CELL + " characters");
        }
        return rows;
    }

    /** The stripped cells of a line; none above the limit is kept. */
    private static final class Cells extends AbstractBaseCsvCallbackHandler<List<String>> {

        private List<String> cells = List.of();

        @Override
        protected void handleBegin(long line) {
            cells = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
            if (index <= MOST_CELLS) {
                cells.add(new String(text, offset, length).strip());
            }
        }

        @Override
        protected List<String> buildRecord() {
            return cells;
        }
    }

    private static String withoutComments(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '#' || isLineEnd(text.charAt(at)))) {
            while (at < text.length() && !isLineEnd(text.charAt(at))) {
                at++;
            }
            at = Math.min(at + 1, text.length());
        }
        return text.substring(at);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static char separator(String header) {
        if (header.indexOf('\t') >= 0) {
            return '\t';
        }
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }
}
