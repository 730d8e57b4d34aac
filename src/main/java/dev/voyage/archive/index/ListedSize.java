package dev.voyage.archive.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The details in an entry's row of an index page. A hint: it may save a request or trigger a second check, no more.
 *
 * @param text as written, if it has a date and a time of day and so changes with the file; else null
 * @param roughBytes the size in it, powers of 1024, or null
 * @param leastBytes the minimum size consistent with it: rounded in its last digit, in powers of 1000
 * @param saysDirectory whether it marks the entry as a directory, by {@code <DIR>}, permissions or a dash for a size
 */
public record ListedSize(String text, Long roughBytes, Long leastBytes, boolean saysDirectory) {

    static final ListedSize NOTHING = new ListedSize(null, null, null, false);
    private static final int LONGEST = 200;
    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern DATE = Pattern.compile("(?<![0-9a-z])(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}"
            + "|\\d{4}[-/.]" + MONTH + "[-/.]\\d{1,2}"
            + "|\\d{1,2}[- /.]{0,2}" + MONTH + "[- /.,]{0,2}\\d{4}"
            + "|" + MONTH + " ?\\d{1,2}(?:,? \\d{4}(?![:\\d])| (?=\\d{1,2}:\\d{2}))"
            + "|" + MONTH + " \\d{1,2} (?=\\d{1,2}:\\d{2})"
            + "|\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2}))");
    private static final Pattern CTIME =
            Pattern.compile(MONTH + " \\d{1,2} \\d{1,2}:\\d{2}:\\d{2} (?:[a-z]{3,4} )?\\d{4}(?!\\S)");
    private static final Pattern TIME = Pattern.compile("(?<![0-9])\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?"
            + "(?: ?[ap]\\.?m\\b\\.?)?(?: ?(?:z|utc|gmt)\\b)?(?: ?[+-]\\d{2}:?\\d{2})?");
    private static final Pattern SIZE = Pattern.compile(
            "\\(?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15}(?:[.,][0-9]{1,3})?)" + "([kmgtp]?)(?:i?b|bytes?)?\\)?");
    private static final Pattern UNIT = Pattern.compile("([kmgtp]?i?b|bytes?|[kmgtp])\\)?");
    private static final Pattern PERMISSIONS = Pattern.compile("\\(?[-dlbcps]([-r][-w][-xsStT]){3}[.+@]?\\)?");
    private static final Pattern DIRECTORY = Pattern.compile(
            "(?:.* )?(?:<dir>|\\[dir]|\\[directory]|directory|folder|\\(?d(?:[-r][-w][-xst]){3}[.+@]?\\)?)(?: .*)?");
    private static final Pattern DASH = Pattern.compile("-{1,3}|\u2013|\u2014");
    private static final String UNITS = "kmgtp";

    /**
     * @param around the text of the row without its links, blanks collapsed
     */
    static ListedSize of(String around) {
        String text = around.length() > LONGEST ? around.substring(0, LONGEST) : around;
        String lower = text.toLowerCase(Locale.ROOT);
        String noDate = DATE.matcher(CTIME.matcher(lower).replaceAll(" # @ ")).replaceAll(" # ");
        String bare = TIME.matcher(noDate.replaceAll("# t(?=\\d)", "# ")).replaceAll(" @ ");
        boolean dated = noDate.contains("#") && bare.contains("@");
        String[] words = bare.strip().split(" +", -1);
        boolean permissions = PERMISSIONS.matcher(words[0]).matches();
        boolean directory = DIRECTORY.matcher(lower).matches();
        var sizes = new ArrayList<Matcher>();
        boolean dash = false;
        for (int i = 0; i < words.length && !dash; i++) {
            dash = DASH.matcher(words[i]).matches();
            String unit = i + 1 < words.length && UNIT.matcher(words[i + 1]).matches() ? words[i + 1] : "";
            var size = SIZE.matcher(words[i] + unit);
            if (!dash && size.matches()) {
                sizes.add(size);
            }
        }
        String version = dated ? text : null;
        boolean isDirectory = directory || (dash && sizes.isEmpty() && dated);
        if (isDirectory || sizes.isEmpty()) {
            return new ListedSize(version, null, null, isDirectory);
        }
        Matcher size = permissions ? sizes.get(sizes.size() - 1) : best(sizes);
        String number = plain(size.group(1));
        return new ListedSize(version, bytes(number, size.group(2)), least(number, size.group(2)), false);
    }

    /** The first size with a unit, else the first. */
    private static Matcher best(List<Matcher> sizes) {
        return sizes.stream()
                .filter(size -> !size.group(2).isEmpty())
                .findFirst()
                .orElse(sizes.get(0));
    }

    private static String plain(String number) {
        return number.matches("[0-9]{1,3}(,[0-9]{3})+") ? number.replace(",", "") : number.replace(',', '.');
    }

    private static long least(String number, String unit) {
        if (unit.isEmpty()) {
            return Math.round(Double.parseDouble(number)); // a byte count is not rounded
        }
        int digits = number.contains(".") ? number.length() - number.indexOf('.') - 1 : 0;
        double lastDigit = Math.pow(10, -digits);
        double least = Math.max(0, Double.parseDouble(number) - lastDigit);
        return Math.round(least * Math.pow(1000, UNITS.indexOf(unit) + 1));
    }

    private static long bytes(String number, String unit) {
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        return Math.round(Double.parseDouble(number) * Math.pow(1024, power));
    }
}
