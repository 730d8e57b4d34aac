package dev.voyage.archive;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an index page shows beside a name.
 *
 * @param text as it stands, or null where that says nothing
 * @param roughBytes the size in it, powers of 1024, or null
 */
record Shown(String text, Long roughBytes) {

    static final Shown NOTHING = new Shown(null, null);
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
                return new Shown(text, bytes(size.group(1), size.group(2)));
            }
        }
        return new Shown(text, null);
    }

    private static long bytes(String number, String unit) {
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        return Math.round(Double.parseDouble(number) * Math.pow(1024, power));
    }
}
