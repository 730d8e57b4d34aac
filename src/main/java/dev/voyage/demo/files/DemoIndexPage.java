package dev.voyage.demo.files;

import dev.voyage.demo.votable.XmlEscape;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * An index page as HEASARC's Apache writes it (mod_autoindex, fancy, in a {@code pre}). Names that are too long for
 * their column are shortened in the text; the address is complete.
 */
final class DemoIndexPage {

    private static final int NAME_WIDTH = 26;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** One line: a directory's name ends in a slash and it has no size (-1). */
    record Entry(String name, Instant modified, long bytes) {

        boolean isDirectory() {
            return name.endsWith("/");
        }
    }

    private DemoIndexPage() {}

    /**
     * @param path as the page shows it: starting with a slash, single slashes, none at the end
     */
    static String page(String path, List<Entry> entries) {
        String parent = path.substring(0, path.lastIndexOf('/') + 1);
        var html = new StringBuilder();
        html.append("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html>\n <head>\n");
        html.append("  <title>Index of ").append(XmlEscape.text(path)).append("</title>\n </head>\n");
        html.append(" <body>\n<h1>Index of ").append(XmlEscape.text(path)).append("</h1>\n<pre>");
        html.append("<img src=\"/icons/blank.gif\" alt=\"Icon \"> ");
        html.append("<a href=\"?C=N;O=D\">Name</a>").append(" ".repeat(NAME_WIDTH - 3));
        html.append("<a href=\"?C=M;O=A\">Last modified</a>      ");
        html.append("<a href=\"?C=S;O=A\">Size</a>  <a href=\"?C=D;O=A\">Description</a><hr>");
        html.append("<img src=\"/icons/back.gif\" alt=\"[PARENTDIR]\"> <a href=\"");
        html.append(XmlEscape.text(parent)).append("\">Parent Directory</a>");
        html.append(" ".repeat(NAME_WIDTH + 1 - "Parent Directory".length()));
        html.append(" ".repeat(19)).append("  -   \n");
        entries.forEach(entry -> line(html, entry));
        return html.append("<hr></pre>\n</body></html>\n").toString();
    }

    private static void line(StringBuilder html, Entry entry) {
        String label =
                entry.name().length() > NAME_WIDTH ? entry.name().substring(0, NAME_WIDTH - 3) + "..>" : entry.name();
        html.append("<img src=\"/icons/").append(icon(entry)).append("\"> <a href=\"");
        html.append(entry.name()).append("\">").append(XmlEscape.text(label)).append("</a>");
        html.append(" ".repeat(NAME_WIDTH + 1 - label.length()));
        html.append(TIME.format(entry.modified())).append("  ");
        html.append(size(entry.bytes())).append("  \n");
    }

    private static String icon(Entry entry) {
        if (entry.isDirectory()) {
            return "folder.gif\" alt=\"[DIR]";
        }
        if (entry.name().endsWith(".gz")) {
            return "compressed.gif\" alt=\"[   ]";
        }
        boolean text = entry.name().endsWith(".log") || entry.name().endsWith(".txt");
        return text ? "text.gif\" alt=\"[TXT]" : "unknown.gif\" alt=\"[   ]";
    }

    /** Four characters, as Apache's apr_strfsize rounds. */
    static String size(long bytes) {
        if (bytes < 0) {
            return "  - ";
        }
        if (bytes < 973) {
            return String.format(Locale.ROOT, "%3d ", bytes);
        }
        long size = bytes;
        for (char unit : "KMGTPE".toCharArray()) {
            long remain = size & 1023;
            size >>= 10;
            if (size >= 973) {
                continue;
            }
            if (size < 9 || (size == 9 && remain < 973)) {
                long tenths = (remain * 5 + 256) / 512;
                return tenths >= 10
                        ? String.format(Locale.ROOT, "%d.0%c", size + 1, unit)
                        : String.format(Locale.ROOT, "%d.%d%c", size, tenths, unit);
            }
            return String.format(Locale.ROOT, "%3d%c", remain >= 512 ? size + 1 : size, unit);
        }
        return "****";
    }
}
