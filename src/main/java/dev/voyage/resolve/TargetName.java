package dev.voyage.resolve;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A valid target name.
 *
 * @param text without leading or trailing blanks and with single blanks inside
 */
record TargetName(String text) {

    private static final int LONGEST = 256;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

    /** A letter on its own or after a number: 11 b is a planet of 11, 11 B its companion star. */
    private static final Pattern LETTER_THAT_MATTERS = Pattern.compile("(?<!\\p{L})\\p{L}(?![\\p{L}\\d])");

    /**
     * @throws Problem {@code BAD_PARAMETER} for {@code target}
     */
    static TargetName of(String target) {
        if (target == null || target.isBlank()) {
            throw Problem.invalidField("target", "a target is needed: a name, or coordinates");
        }
        if (target.length() > LONGEST) {
            throw Problem.invalidField(
                    "target",
                    "a target has at most "
                            + LONGEST
                            + " characters: "
                            + QuotedText.of(target)
                            + " has "
                            + target.length());
        }
        if (target.codePoints().anyMatch(TargetName::isNoText)) {
            throw Problem.invalidField("target", "a target has no control characters: " + QuotedText.of(target));
        }
        return new TargetName(BLANKS.matcher(target).replaceAll(" ").strip());
    }

    private static boolean isNoText(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** A key that is equal for names of the same object. */
    String key() {
        String folded = text.toLowerCase(Locale.ROOT);
        if (folded.length() != text.length()) {
            return text;
        }
        var key = new StringBuilder(folded);
        var letters = LETTER_THAT_MATTERS.matcher(text);
        while (letters.find()) {
            key.replace(letters.start(), letters.end(), letters.group());
        }
        return key.toString();
    }

    /** The address of the query: Sesame's XML, Simbad before NED before VizieR; the whole query string is the name. */
    URI askedAt(URI base) {
        String root = base.toString().replaceFirst("/+$", "");
        return URI.create(root + "/-oxp/SNV?" + PercentCoding.encode(text));
    }
}
