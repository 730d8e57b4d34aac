package dev.voyage.upstream.robots;

import dev.voyage.coding.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One Allow or Disallow line: a path prefix, in which {@code *} matches any text and a {@code $} at the end matches the end.
 *
 * @param line as it stands in the file
 * @param pieces the texts between the wildcards, normalised
 * @param length of the whole pattern, normalised: the longer of two rules is the more specific
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9309#section-2.2.3">RFC 9309, 2.2.3</a>
 */
record RobotRule(boolean allows, String line, List<String> pieces, boolean toTheEnd, int length) {

    static RobotRule of(boolean allows, String pattern) {
        boolean toTheEnd = pattern.endsWith("$");
        String plain = normal(toTheEnd ? pattern.substring(0, pattern.length() - 1) : pattern, false);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int star = plain.indexOf('*'); star >= 0; star = plain.indexOf('*', from)) {
            pieces.add(plain.substring(from, star));
            from = star + 1;
        }
        pieces.add(plain.substring(from));
        String line = (allows ? "Allow: " : "Disallow: ") + pattern;
        return new RobotRule(allows, line, List.copyOf(pieces), toTheEnd, plain.length() + (toTheEnd ? 1 : 0));
    }

    boolean isWild() {
        return pieces.size() > 1;
    }

    /** @param path normalised */
    boolean matches(String path) {
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (!path.startsWith(first)) {
            return false;
        } else if (!isWild()) {
            return !toTheEnd || path.length() == first.length();
        }
        int end = toTheEnd ? path.length() - last.length() : path.length();
        int at = first.length();
        for (String piece : pieces.subList(1, toTheEnd ? pieces.size() - 1 : pieces.size())) {
            at = after(path, piece, at);
            if (at < 0) {
                return false; // the earliest match of each piece leaves most room for the others
            }
        }
        return at <= end && (!toTheEnd || path.endsWith(last));
    }

    /** The end of the first match of a piece from this position on, or -1; in time linear in the length of the path. */
    private static int after(String path, String piece, int from) {
        if (piece.isEmpty()) {
            return from;
        }
        int[] borders = borders(piece);
        int matched = 0;
        for (int i = from; i < path.length(); i++) {
            while (matched > 0 && path.charAt(i) != piece.charAt(matched)) {
                matched = borders[matched - 1];
            }
            matched += path.charAt(i) == piece.charAt(matched) ? 1 : 0;
            if (matched == piece.length()) {
                return i + 1;
            }
        }
        return -1;
    }

    /** For each prefix of the text, the length of its longest proper prefix that is also its suffix (Knuth, Morris, Pratt). */
    private static int[] borders(String text) {
        var borders = new int[text.length()];
        int matched = 0;
        for (int i = 1; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != text.charAt(matched)) {
                matched = borders[matched - 1];
            }
            matched += text.charAt(i) == text.charAt(matched) ? 1 : 0;
            borders[i] = matched;
        }
        return borders;
    }

    /**
     * The normal form in which both sides are compared: unreserved characters as they are, others outside ASCII percent-encoded,
     * hexadecimal digits in upper case. A dollar sign not at the end, a percent sign that escapes nothing, and in a path a star,
     * are ordinary characters, and encoded.
     */
    static String normal(String text, boolean isPath) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var normal = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xff;
            int escaped = PercentCoding.octet(bytes, i);
            if (escaped >= 0) {
                i += 2;
                if (PercentCoding.isUnreserved(escaped)) {
                    normal.append((char) escaped);
                } else {
                    PercentCoding.append(normal, escaped);
                }
            } else if (octet <= ' ' || octet >= 127 || octet == '$' || octet == '%' || (octet == '*' && isPath)) {
                PercentCoding.append(normal, octet);
            } else {
                normal.append((char) octet);
            }
        }
        return normal.toString();
    }
}
