package dev.voyage.search;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.votable.Column;
import dev.voyage.votable.Datatype;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comma separated values (RFC 4180) in UTF-8: cells may be quoted, a quote in them is doubled, lines end in any way.
 * Blank lines, and lines that begin with a hash before the header, count nothing. Tabs or semicolons where the header
 * has them instead of commas.
 */
final class CsvRows {

    private static final Pattern BRACKETED = Pattern.compile("(.*\\S)\\s*[(\\[]([^()\\[\\]]*)[)\\]]");

    /** As people write them, and as the standard does. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("deg", "deg"),
            Map.entry("degree", "deg"),
            Map.entry("degrees", "deg"),
            Map.entry("\u00b0", "deg"),
            Map.entry("h", "h"),
            Map.entry("hr", "h"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("rad", "rad"),
            Map.entry("arcmin", "arcmin"),
            Map.entry("arcsec", "arcsec"));

    /** What is ICRS for us, and forms that are seen in the cells. */
    private static final Set<String> FRAMES = Set.of("j2000", "j2000.0", "icrs", "fk5", "hms", "dms", "sexagesimal");

    private final String text;
    private final char separator;
    private final List<List<String>> rows = new ArrayList<>();
    private int at;

    private CsvRows(String text) {
        this.text = text;
        while (at < text.length() && (text.charAt(at) == '#' || isLineEnd(text.charAt(at)))) {
            at = endOfLine(at) + 1;
        }
        this.separator = separator(text.substring(Math.min(at, text.length()), endOfLine(at)));
    }

    /**
     * @throws Problem {@code BAD_PARAMETER} for {@code targets} where it is no text, or a quote does not end
     */
    static List<List<String>> read(byte[] file) {
        var csv = new CsvRows(decoded(file));
        while (csv.at < csv.text.length()) {
            csv.line();
        }
        return csv.rows;
    }

    /**
     * A column of text; what it holds is seen cell by cell. Its name may have a unit or a frame behind it, in brackets:
     * {@code RA (deg)}, {@code Dec [J2000]}.
     */
    static Column column(String header) {
        Matcher bracketed = BRACKETED.matcher(header.strip());
        if (bracketed.matches()) {
            String inside = bracketed.group(2).strip().toLowerCase(Locale.ROOT);
            if (UNITS.containsKey(inside) || FRAMES.contains(inside)) {
                return column(bracketed.group(1), UNITS.getOrDefault(inside, ""));
            }
        }
        return column(header.strip(), "");
    }

    private static Column column(String name, String unit) {
        return new Column(name, "", Datatype.CHAR, "*", unit, "", "", "", "", null);
    }

    private static String decoded(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException binary) {
            throw Problem.of(Kind.BAD_PARAMETER, "the table of targets is neither a VOTable nor a CSV in UTF-8", binary)
                    .with("parameter", "targets");
        }
    }

    private static char separator(String header) {
        if (header.indexOf('\t') >= 0) {
            return '\t';
        }
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        return Math.min(end, text.length());
    }

    private void line() {
        List<String> cells = new ArrayList<>();
        do {
            cells.add(cell());
        } while (at < text.length() && text.charAt(at++) == separator);
        if (cells.size() > 1 || !cells.get(0).isBlank()) {
            rows.add(cells);
        }
    }

    /** Stops at what ends it: the separator or the end of the line. */
    private String cell() {
        int begin = at;
        while (begin < text.length() && text.charAt(begin) == ' ') {
            begin++;
        }
        if (begin < text.length() && text.charAt(begin) == '"') {
            at = begin + 1;
            return quoted();
        }
        begin = at;
        while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at).strip();
    }

    private String quoted() {
        var cell = new StringBuilder();
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw Problem.badParameter("targets", "a quote in row " + rows.size() + " of the targets does not end");
            }
            cell.append(text, at, quote);
            at = quote + 1;
            if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                break;
            }
        }
        while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
            cell.append(text.charAt(at++)); // what stands behind the quote belongs to nothing else
        }
        return cell.toString().strip();
    }
}
