package dev.voyage.cli.output;

import java.util.Locale;

/** Numbers in readable form. */
public final class HumanNumbers {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private HumanNumbers() {}

    /** Bytes in units of 1000: {@code 999 B}, {@code 1.2 kB}, {@code 35 MB}. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        String format = unit == 0 || amount >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, format, amount, UNITS[unit]);
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String millis(long millis) {
        long seconds = Math.round(millis / 1000.0);
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        } else if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** {@code 1 file}, {@code 3 files}. */
    public static String of(long count, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return count + " " + (count == 1 ? noun : plural);
    }
}
