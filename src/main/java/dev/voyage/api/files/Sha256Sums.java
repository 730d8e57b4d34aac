package dev.voyage.api.files;

import java.util.Locale;

/** Lines that {@code sha256sum -c} reads (GNU coreutils). */
public final class Sha256Sums {

    private Sha256Sums() {}

    /**
     * One line with its newline; a name with a backslash or a line break is escaped, which a backslash before the checksum marks.
     */
    public static String line(String sha256, String path) {
        String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        String mark = escaped.equals(path) ? "" : "\\";
        return mark + sha256.toLowerCase(Locale.ROOT) + "  " + escaped + "\n";
    }
}
