package dev.voyage.search.fetch;

import java.util.List;

/**
 * Selects files by their path below the linked directory. {@code *} and {@code ?} stay within one name, {@code **} crosses
 * slashes; a pattern without a slash matches the name at any depth; one that ends in a slash matches everything below. Linear in
 * pattern times path, whatever the pattern.
 */
record Globs(List<String> include, List<String> exclude) {

    /** Whether the file at this path is selected: included (or there are no includes), and not excluded. */
    boolean wants(String path) {
        return (include.isEmpty() || include.stream().anyMatch(glob -> matches(glob, path)))
                && exclude.stream().noneMatch(glob -> matches(glob, path));
    }

    static boolean matches(String glob, String path) {
        String pattern = glob.startsWith("/") ? glob.substring(1) : glob;
        if (pattern.endsWith("/")) {
            pattern = pattern + "**";
        }
        String subject = pattern.indexOf('/') < 0 ? path.substring(path.lastIndexOf('/') + 1) : path;
        return covers(pattern, subject);
    }

    /** Tracks the set of pattern positions that the text so far can have reached, character by character. */
    private static boolean covers(String pattern, String text) {
        boolean[] at = new boolean[pattern.length() + 1];
        at[0] = true;
        skipStars(pattern, at, true);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean[] next = new boolean[at.length];
            for (int p = 0; p < pattern.length(); p++) {
                if (!at[p]) {
                    continue;
                }
                char wanted = pattern.charAt(p);
                if (wanted == '*') {
                    next[p] |= c != '/' || isDouble(pattern, p);
                } else if (wanted == c || (wanted == '?' && c != '/')) {
                    next[p + 1] = true;
                }
            }
            skipStars(pattern, next, c == '/');
            at = next;
        }
        return at[pattern.length()];
    }

    private static void skipStars(String pattern, boolean[] at, boolean atNameStart) {
        for (int p = 0; p < pattern.length(); p++) {
            if (at[p] && pattern.charAt(p) == '*') {
                at[p + 1] = true;
                if (atNameStart && pattern.startsWith("**/", p)) {
                    at[p + 3] = true; // "**/" also matches no directory at all
                }
            }
        }
    }

    private static boolean isDouble(String pattern, int p) {
        return pattern.startsWith("**", p) || (p > 0 && pattern.charAt(p - 1) == '*');
    }
}
