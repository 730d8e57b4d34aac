package dev.voyage.archive;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** A random tree of files, and a web server with index pages in one of many styles, some of them broken. */
public final class IndexForms {

    private static final List<String> NAMES = List.of(
            "a.dat",
            "b.fits.gz",
            "with space.txt",
            "per%cent%25",
            "plus+sign",
            "amp&co",
            "hash#mark",
            "quest?ion=1",
            "semi;colon",
            "colon:1.txt",
            "quote\"s",
            "apos's",
            "uml\u00e4ut",
            "\u65e5\u672c",
            ".hidden",
            "trailing.",
            "C=M;O=A",
            "index.html.gz",
            "-dash",
            "2025-01-01 10:00 12K",
            "1234",
            "Parent Directory",
            "Next",
            "less<than>");
    private static final int FORMS = 13;

    private final Random dice;
    private final int form;
    private final boolean mixed;
    private final TreeMap<String, String> files = new TreeMap<>();
    private final TreeSet<String> directories = new TreeSet<>();

    public IndexForms(Random dice) {
        this.dice = dice;
        form = dice.nextInt(FORMS);
        mixed = dice.nextInt(4) == 0;
        grow("", 0);
    }

    private void grow(String directory, int depth) {
        directories.add(directory);
        int entries = dice.nextInt(depth == 0 ? 8 : 5);
        for (int i = 0; i < entries; i++) {
            String name = NAMES.get(dice.nextInt(NAMES.size()));
            boolean taken = files.containsKey(directory + name) || directories.contains(directory + name + "/");
            if (!taken && depth < 3 && dice.nextInt(4) == 0) {
                grow(directory + name + "/", depth + 1);
            } else if (!taken) {
                files.put(directory + name, "bytes of " + directory + name + dice.nextInt(1000));
            }
        }
    }

    public Map<String, String> files() {
        return files;
    }

    /** The body for this address; null for a 404. */
    public String bytes(URI url) {
        return files.get(way(url));
    }

    private static String way(URI url) {
        List<String> segments = new ArrayList<>();
        for (String raw : url.getRawPath().substring("/obs/".length()).split("/", -1)) {
            segments.add(PercentCoding.decode(raw));
        }
        return String.join("/", segments);
    }

    public String page(URI url) {
        String directory = way(url);
        if (!directories.contains(directory)) {
            throw Problem.of(ProblemType.REFUSED, "answered 404");
        }
        int shape = mixed ? Math.floorMod(directory.hashCode() + form, FORMS) : form;
        List<String> entries = entries(directory);
        String path = "/obs/" + encoded(directory);
        return switch (shape) {
            case 0 ->
                titled("<pre><a href='?C=N;O=D'>Name</a><hr><a href='/'>Parent Directory</a>\n"
                        + lines(
                                entries,
                                it -> link(href(it), cut(it)) + "  2025-03-01 10:0" + it.length() % 10 + "  1K\n")
                        + "</pre>");
            case 1 ->
                titled("<table><tr><td><a href='../'>../</a></td></tr>"
                        + lines(entries, it -> "<tr><td>" + link(path + href(it), it) + "</td><td>1.2 KiB</td></tr>\n")
                        + "</table>");
            case 2 ->
                titled("<pre>"
                        + lines(entries, it -> "1/2/2025 3:04 AM " + it.length() + " " + link(href(it), it) + "<br>")
                        + "</pre>");
            case 3 -> "<!doctype html>\n<pre>\n" + lines(entries, it -> link(colon(href(it)), it) + "\n") + "</pre>\n";
            case 4 ->
                titled("<pre>"
                        + lines(
                                entries,
                                it -> link(bare(href(it)), bare(it)) + "  2025-03-01 10:00  "
                                        + (it.endsWith("/") ? "-" : "12") + "\n")
                        + "</pre>");
            case 5 -> titled("<ul>" + lines(entries, it -> "<li>" + link(href(it), it) + "</li>") + "</ul>");
            case 6 -> paged(url, entries, it -> "<tr><td>" + link(href(it), it) + "</td></tr>", "marker");
            case 7 -> titled("<pre>" + tree(directory) + "</pre>");
            case 8 -> titled("<ul>" + lines(entries, it -> "<li>" + link(it, it) + "</li>") + "</ul>");
            case 9 ->
                titled("<ul>"
                        + lines(entries, it -> "<li>" + link("http://archive.test" + path + href(it), it) + "</li>")
                        + "</ul>");
            case 10 -> paged(url, entries, it -> "<tr><td>" + link(href(it), it) + "</td></tr>", null);
            case 11 ->
                titled("<ul>"
                        + lines(
                                entries,
                                it -> "<li>" + link(it.endsWith("/") ? href(it) : "get?file=" + href(it), it) + "</li>")
                        + "</ul>");
            default -> titled("<table id='list'></table>").replace("</body>", "<script>fetch('?json')</script></body>");
        };
    }

    private interface Row {
        String of(String entry);
    }

    private String paged(URI url, List<String> entries, Row row, String parameter) {
        String query = url.getRawQuery() == null ? "" : PercentCoding.decode(url.getRawQuery());
        int from = query.isEmpty() ? 0 : entries.indexOf(query.substring(query.indexOf('=') + 1)) + 1;
        List<String> shown = entries.subList(from, Math.min(entries.size(), from + 2));
        String next = "";
        if (from + 2 < entries.size()) {
            next = parameter == null
                    ? "<a href='#' onclick='next()'>Next page</a>"
                    : "<a href='?" + parameter + "="
                            + encoded(shown.get(shown.size() - 1)).replace("/", "%2F") + "'>Next page</a>";
        }
        return titled("<table>" + lines(shown, row) + "</table>" + next);
    }

    private String tree(String directory) {
        var lines = new StringBuilder();
        files.keySet().stream().filter(it -> it.startsWith(directory)).forEach(it -> {
            String below = it.substring(directory.length());
            lines.append(link(colon(encoded(below)), below)).append('\n');
        });
        return lines.toString();
    }

    private static String lines(List<String> entries, Row row) {
        var lines = new StringBuilder();
        entries.forEach(it -> lines.append(row.of(it)));
        return lines.toString();
    }

    private static String titled(String list) {
        return "<html><head><title>Index of /</title></head><body>" + list + "</body></html>";
    }

    private static String link(String href, String text) {
        return "<a href=\"" + html(href) + "\">" + html(text) + "</a>";
    }

    /** Apache truncates long names on the page. */
    private static String cut(String text) {
        return text.length() > 12 ? text.substring(0, 10) + ".." : text;
    }

    private static String bare(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String href(String entry) {
        return encoded(entry);
    }

    private static String colon(String href) {
        return href.indexOf(':') >= 0 ? "./" + href : href;
    }

    /** The entries of a directory; subdirectories end with a slash. */
    private List<String> entries(String directory) {
        var entries = new TreeSet<String>();
        for (String file : files.keySet()) {
            if (file.startsWith(directory)) {
                String below = file.substring(directory.length());
                int slash = below.indexOf('/');
                entries.add(slash < 0 ? below : below.substring(0, slash + 1));
            }
        }
        for (String each : directories) {
            if (each.startsWith(directory) && !each.equals(directory)) {
                entries.add(each.substring(directory.length(), each.indexOf('/', directory.length()) + 1));
            }
        }
        return List.copyOf(entries);
    }

    private static String encoded(String path) {
        var encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/-._~:=;+'".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
