package dev.voyage.api;

import java.util.Locale;

/** Lines that {@code sha256sum -c} reads (GNU coreutils). */
final class Sums {

    private Sums() {}

    /**
     * One line with its newline; a name with a backslash or a line break is escaped, which the
     * backslash before the sum says.
     */
    static String line(String sha256, String path) {
        String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        String mark = escaped.equals(path) ? "" : "\\";
        return mark + sha256.toLowerCase(Locale.ROOT) + "  " + escaped + "\n";
    }
}
