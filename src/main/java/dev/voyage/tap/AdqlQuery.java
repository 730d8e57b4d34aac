package dev.voyage.tap;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query that a client wrote: one statement, which only reads. Whether it is correct is left to the service.
 *
 * @param text without blanks around it, and without a semicolon at its end
 * @see <a href="https://www.ivoa.net/documents/ADQL/">ADQL 2.1</a>
 */
public record AdqlQuery(String text) {

    /** Most characters of a query. */
    public static final int LONGEST = 10_000;

    private static final String NAME = "adql";
    private static final Pattern BEGINNING =
            Pattern.compile("(?:[\\s(]|--[^\\r\\n]*(?:[\\r\\n]|$))*+(\\w*)", Pattern.UNICODE_CHARACTER_CLASS);

    /** Literals, delimited identifiers and comments as a whole, else one character. */
    private static final Pattern PIECE = Pattern.compile("'[^']*+'|\"[^\"]*+\"|--[^\\r\\n]*+|.", Pattern.DOTALL);

    /** @throws Problem {@code BAD_PARAMETER} for {@code adql} if it is too long, or no SELECT or WITH alone */
    public AdqlQuery {
        if (text.length() > LONGEST) {
            throw refused("adql is at most " + LONGEST + " characters, not " + text.length());
        } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
            throw refused("adql must not contain control characters other than tabs and line breaks");
        }
        text = alone(text).strip();
        if (text.isEmpty()) {
            throw refused("adql must not be empty");
        }
        Matcher beginning = BEGINNING.matcher(text);
        String verb = beginning.lookingAt() ? beginning.group(1) : "";
        if (!verb.equalsIgnoreCase("SELECT") && !verb.equalsIgnoreCase("WITH")) {
            throw refused("adql is one query that begins with SELECT or WITH, not with "
                    + QuotedText.of(verb.isEmpty() ? text : verb));
        }
    }

    /** The only statement in the text, without a semicolon behind it. */
    private static String alone(String text) {
        Matcher piece = PIECE.matcher(text);
        int end = -1;
        while (piece.find()) {
            String found = piece.group();
            if (found.equals("'") || found.equals("\"")) {
                throw refused("adql has a quote without its end, at character " + (piece.start() + 1));
            } else if (end >= 0 && !found.isBlank() && !found.startsWith("--")) {
                throw refused("adql is one statement: there is another behind the semicolon at character " + (end + 1));
            } else if (found.equals(";")) {
                end = piece.start();
            }
        }
        return end < 0 ? text : text.substring(0, end);
    }

    private static Problem refused(String why) {
        return Problem.invalidField(NAME, why);
    }
}
