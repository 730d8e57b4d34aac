package dev.voyage.api;

import dev.voyage.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a form with files, whose bytes are all here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class MultipartForm {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s\"]+))");
    private static final int MOST_PARTS = 300;

    private final byte[] body;
    private final byte[] delimiter;

    /** A field of the form. */
    static final class Part {

        private final String name;
        private final byte[] content;

        private Part(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        String name() {
            return name;
        }

        /** Its bytes, not copied. */
        byte[] content() {
            return content;
        }

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private MultipartForm(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * @throws Problem {@code BAD_PARAMETER} for {@code body} where it is no such form
     */
    static List<Part> read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw broken("its Content-Type names no boundary");
        }
        return new MultipartForm(body, Optional.ofNullable(boundary.group(1)).orElse(boundary.group(2))).parts();
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        int begin = next(0);
        while (!isLast(begin)) {
            int head = begin + delimiter.length;
            int end = next(head);
            parts.add(part(head, end));
            if (parts.size() > MOST_PARTS) {
                throw broken("it has more than " + MOST_PARTS + " parts");
            }
            begin = end;
        }
        return parts;
    }

    private Part part(int from, int to) {
        int blank = indexOf("\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), from, to);
        if (blank < 0) {
            throw broken("a part has no head");
        }
        String head = new String(body, from, blank - from, StandardCharsets.UTF_8);
        String disposition = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
                .findFirst()
                .orElseThrow(() -> broken("a part has no Content-Disposition"));
        Matcher name = NAME.matcher(disposition);
        if (!name.find()) {
            throw broken("a part has no name");
        }
        String called = name.group(1) == null ? name.group(2) : name.group(1).replaceAll("\\\\(.)", "$1");
        int content = blank + 4;
        int end = Math.max(content, to - 2); // the line end belongs to the delimiter
        return new Part(called, java.util.Arrays.copyOfRange(body, content, end));
    }

    /** Where the next delimiter begins, at the beginning of a line. */
    private int next(int from) {
        int found = indexOf(delimiter, from, body.length);
        while (found > 0 && !(body[found - 1] == '\n' && found > 1 && body[found - 2] == '\r')) {
            found = indexOf(delimiter, found + 1, body.length);
        }
        if (found < 0) {
            throw broken("its last boundary is missing");
        }
        return found;
    }

    private boolean isLast(int delimiterAt) {
        int behind = delimiterAt + delimiter.length;
        return behind + 1 < body.length && body[behind] == '-' && body[behind + 1] == '-';
    }

    private int indexOf(byte[] wanted, int from, int to) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (java.util.Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static Problem broken(String why) {
        return Problem.badParameter("body", "the body is no multipart/form-data as it should be: " + why);
    }
}
