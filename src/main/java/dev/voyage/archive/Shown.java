package dev.voyage.archive;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an index page shows beside a name.
 *
 * @param text as it stands, or null where that says nothing
 * @param roughBytes the size in it, powers of 1024, or null
 * @param leastBytes what that may stand for at least: rounded in its last digit, in powers of 1000
 */
record Shown(String text, Long roughBytes, Long leastBytes) {

    static final Shown NOTHING = new Shown(null, null, null);
    private static final int LONGEST = 80;
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?)([kmgtp]?)(?:i?b|bytes?)?");
    private static final String UNITS = "kmgtp";

    /**
     * @param after the text between this link and the next, blanks collapsed
     */
    static Shown of(String after) {
        String text = after.length() > LONGEST ? after.substring(0, LONGEST) : after;
        if (text.chars().noneMatch(Character::isDigit)) {
            return NOTHING;
        }
        String[] words = text.toLowerCase(Locale.ROOT).split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("-")) {
                break; // a directory's size; what follows is a description
            }
            String unit = i + 1 < words.length ? words[i + 1] : "";
            var size = SIZE.matcher(unit.matches("[kmgtp]?i?b|bytes?") ? words[i] + unit : words[i]);
            if (size.matches()) {
                return new Shown(text, bytes(size.group(1), size.group(2)), least(size.group(1), size.group(2)));
            }
        }
        return new Shown(text, null, null);
    }

    private static long least(String number, String unit) {
        if (unit.isEmpty()) {
            return Math.round(Double.parseDouble(number)); // a count is no rounding
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
