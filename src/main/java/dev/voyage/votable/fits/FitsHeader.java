package dev.voyage.votable.fits;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The header of one HDU (FITS 4.0, section 4), read in blocks of 2880 bytes. */
final class FitsHeader {

    static final int BLOCK = 2880;
    private static final int CARD = 80;

    private final Map<String, String> cards = new HashMap<>();
    private final StringBuilder comments = new StringBuilder();

    /** Whether this block was the last one of the header. */
    boolean ends(byte[] block) {
        for (int at = 0; at < BLOCK; at += CARD) {
            String card = new String(block, at, CARD, StandardCharsets.ISO_8859_1);
            String key = card.substring(0, 8).stripTrailing();
            if (key.equals("END")) {
                return true;
            }
            if (card.startsWith("= ", 8)) {
                cards.putIfAbsent(key, value(card.substring(10)));
            } else if (key.equals("COMMENT")) {
                comments.append(card.substring(8).stripTrailing()).append('\n');
            }
        }
        return false;
    }

    private static String value(String written) {
        String text = written.strip();
        if (text.startsWith("'")) {
            int end = text.indexOf('\'', 1);
            while (end > 0 && end + 1 < text.length() && text.charAt(end + 1) == '\'') {
                end = text.indexOf('\'', end + 2);
            }
            return text.substring(1, end < 0 ? text.length() : end).stripTrailing();
        }
        int comment = text.indexOf('/');
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    /** The texts of its COMMENT cards, one per line. */
    String comments() {
        return comments.toString();
    }

    boolean isTable() {
        return text("XTENSION").equals("BINTABLE") || text("XTENSION").equals("A3DTABLE");
    }

    boolean isFits() {
        return cards.containsKey("SIMPLE") || cards.containsKey("XTENSION");
    }

    /** The text value without its quotes; else empty. */
    String text(String key) {
        return cards.getOrDefault(key, "");
    }

    boolean has(String key) {
        return cards.containsKey(key);
    }

    long number(String key, long otherwise) {
        String text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notWhole) {
            throw bad(key, text, notWhole);
        }
    }

    double real(String key, double otherwise) {
        String text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text.replace('D', 'E'));
        } catch (NumberFormatException notANumber) {
            throw bad(key, text, notANumber);
        }
    }

    /** The bytes behind this header until the next, padding included (FITS 4.0, section 3.3). */
    long dataBytes() {
        try {
            long axes = number("NAXIS", 0);
            long values = axes == 0 ? 0 : 1;
            boolean groups = text("GROUPS").equals("T") && number("NAXIS1", 1) == 0;
            for (long i = groups ? 2 : 1; i <= axes && i < 1000; i++) {
                values = Math.multiplyExact(values, number("NAXIS" + i, 0));
            }
            long all = Math.multiplyExact(number("GCOUNT", 1), values + number("PCOUNT", 0));
            long size = Math.multiplyExact(Math.abs(number("BITPIX", 8)) / 8, all);
            if (size < 0) {
                throw new ArithmeticException("negative");
            }
            return Math.multiplyExact(Math.floorDiv(Math.addExact(size, BLOCK - 1), BLOCK), BLOCK);
        } catch (ArithmeticException impossible) {
            throw Problem.of(ProblemType.MALFORMED, "The FITS stream has an HDU of impossible size", impossible);
        }
    }

    private static Problem bad(String key, String text, Throwable cause) {
        return Problem.of(
                ProblemType.MALFORMED,
                "The FITS stream has " + key + " = " + QuotedText.of(text) + ", which is no number",
                cause);
    }
}
