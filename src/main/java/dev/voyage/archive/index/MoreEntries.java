package dev.voyage.archive.index;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences of a page that say that it does not show the whole list. */
final class MoreEntries {

    private static final String ENTRIES = "(?:files|entries|items|objects|results|rows|elements|records)";

    private static final Pattern SHOWING = Pattern.compile(
            "(?:showing|displaying|entries|files|items|objects)? ?([\\d,]+) ?(?:-|\u2013|to|through|bis)"
                    + " ?([\\d,]+) (?:out of|of|von|de|di) ([\\d,]+)");

    /** These only as a whole row: a description of a file may contain them. */
    private static final Pattern OF_ALL = Pattern.compile(
            "\\W*(?:(?:this is|showing|displaying|listing|listed|shown)?:? ?(?:the first )?([\\d,]+) (?:out of|of|von|de|di)"
                    + " (?:the |all )?([\\d,]+) (?:\\w+ )?" + ENTRIES + "(?: (?:shown|displayed|listed))?"
                    + "|(?:page|seite|p\u00e1gina|pagina|strona|\u30da\u30fc\u30b8):? ?([\\d,]+) ?(?:/|of|von|de|di|sur|z) ?([\\d,]+))\\W*");

    private static final Pattern CUT_SHORT =
            Pattern.compile("(?:listing|list|output|results?) (?:is |was |has been |are )?truncated"
                    + "|only (?:the first )?[\\d,]+ .{0,30}(?:shown|displayed|listed)"
                    + "|(?:limited|restricted) to (?:the first )?[\\d,]+ " + ENTRIES
                    + "|[\\d,]+ more " + ENTRIES
                    + "|too many " + ENTRIES
                    + "|fatal error ?: |allowed memory size of [\\d,]+|maximum execution time of [\\d,]+");

    private MoreEntries() {}

    /** Whether a row of text says that the list has more entries than the page. */
    static boolean areSaid(String row) {
        String lower = row.toLowerCase(Locale.ROOT);
        if (CUT_SHORT.matcher(lower).find()) {
            return true;
        }
        Matcher showing = SHOWING.matcher(lower);
        if (showing.find() && (number(showing.group(2)) < number(showing.group(3)) || number(showing.group(1)) > 1)) {
            return true;
        }
        Matcher all = OF_ALL.matcher(lower);
        return all.matches() && (isLess(all.group(1), all.group(2)) || isLess(all.group(3), all.group(4)));
    }

    private static boolean isLess(String shown, String all) {
        return shown != null && number(shown) < number(all);
    }

    private static long number(String digits) {
        String plain = digits.replace(",", "");
        return plain.isEmpty() || plain.length() > 15 ? 0 : Long.parseLong(plain);
    }
}
