package dev.voyage.archive.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the links of an HTML page and the rows that contain them, in one pass and for any input: tags in any case,
 * attributes quoted or not, comments, scripts, NUL bytes, an end in the middle. It supports no more of HTML than that.
 */
public final class AnchorScanner {

    /** The most characters of visible text that are kept of one element. */
    static final int MOST_SHOWN = 1000;

    private static final int MOST_SCRIPT = 1 << 20;
    private static final Set<String> LISTS = Set.of("pre", "table", "ul", "ol", "dl", "menu", "dir");
    private static final Set<String> LINES = Set.of(
            "br", "hr", "p", "/p", "div", "/div", "dt", "h1", "/h1", "h2", "/h2", "h3", "/h3", "h4", "/h4", "h5", "h6");

    private final String page;
    private final List<Anchor> found = new ArrayList<>();
    private final List<PageRow> rows = new ArrayList<>();
    private final FormControls controls = new FormControls();
    private final StringBuilder around = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder headings = new StringBuilder();
    private final StringBuilder scripts = new StringBuilder();
    private final Deque<OpenList> open = new ArrayDeque<>();
    private HtmlTag link;
    private String base;
    private boolean inHeading;
    private boolean inTableRow;
    private boolean inItem;
    private boolean hasHtml;
    private boolean hasEnd;
    private boolean endsInTag;
    private boolean endsInLink;
    private int lists;
    private int at;

    private AnchorScanner(String page) {
        this.page = page;
    }

    private record OpenList(String name, int number) {}

    /** Whether a page itself shows that it is complete. */
    public enum Closing {
        /**
         * It has {@code </html>} or {@code </body>}; or it opened neither, has a link, and all its lists and links are
         * closed. An empty list alone proves nothing, because its rows may come from a script that was cut off.
         */
        CLOSED,
        /** A list, link or tag has no end, or the page is too short to tell. */
        BROKEN,
        /**
         * Nothing that it opened requires an end: HTML permits omitting {@code </html>}, but a link to the next page may
         * have followed the list.
         */
        UNKNOWN
    }

    /**
     * The relevant parts of a page.
     *
     * @param links in page order
     * @param rows in page order, those with visible text
     * @param headings the text of title and headings
     * @param base the first {@code <base href>}, or null
     * @param scripts the text of its scripts and the addresses of external ones, concatenated
     * @param buttons the texts of its buttons
     * @param hasPassword whether it has a password field
     */
    record Found(
            List<Anchor> links,
            List<PageRow> rows,
            String headings,
            String base,
            String scripts,
            List<String> buttons,
            boolean hasPassword,
            Closing closing) {}

    static Found in(String page) {
        var scan = new AnchorScanner(page);
        scan.run();
        return new Found(
                List.copyOf(scan.found),
                List.copyOf(scan.rows),
                scan.headings.toString(),
                scan.base,
                scan.scripts.toString(),
                scan.controls.buttons(),
                scan.controls.hasPassword(),
                scan.closing());
    }

    private Closing closing() {
        boolean listed = open.isEmpty() && lists > 0 && !found.isEmpty();
        boolean cut = endsInTag || (endsInLink && !hasEnd) || (!open.isEmpty() && !hasEnd);
        if (cut || (hasHtml && !hasEnd && !listed)) {
            return Closing.BROKEN;
        }
        return hasEnd || (listed && !hasHtml) ? Closing.CLOSED : Closing.UNKNOWN;
    }

    private void run() {
        while (at < page.length()) {
            int tag = page.indexOf('<', at);
            text(page.substring(at, tag < 0 ? page.length() : tag));
            at = tag < 0 ? page.length() : tag;
            if (tag >= 0) {
                markup();
            }
        }
        endsInLink = link != null;
        finishLink();
        finishRow();
    }

    private void markup() {
        if (page.startsWith("<!--", at)) {
            skipPast("-->", at + 4);
        } else if (page.startsWith("<!", at) || page.startsWith("<?", at)) {
            skipPast(">", at);
        } else {
            var tag = HtmlTag.at(page, at);
            if (tag == null) { // a lone less-than sign
                show("<");
                at++;
            } else {
                at = tag.end();
                endsInTag |= !tag.isWhole();
                meet(tag);
            }
        }
    }

    private void meet(HtmlTag tag) {
        String name = tag.name();
        switch (name) {
            case "script", "style" -> script(tag);
            case "title", "h1", "h2", "h3" -> inHeading = true;
            case "/title", "/h1", "/h2", "/h3" -> {
                inHeading = false;
                headings.append(' ');
            }
            case "base" -> base = base == null ? tag.href() : base;
            case "html", "body" -> hasHtml = true;
            case "/html", "/body" -> hasEnd = true;
            case "link" -> embedded(tag.attribute("rel").equalsIgnoreCase("next") ? tag.href() : null, "next");
            case "frame", "iframe" -> embedded(tag.attribute("src"), Anchor.FRAME);
            case "a" -> {
                finishLink();
                link = tag;
            }
            case "/a" -> finishLink();
            case "noscript" -> scripts.append("\nnoscript\n");
            case "img" -> show(tag.showsFolder() ? " [dir] " : " ");
            case "input", "button" -> controls.begin(tag);
            case "/button" -> controls.end();
            default -> show(" ");
        }
        structure(name);
    }

    private void embedded(String href, String rel) {
        if (href != null && !href.isBlank()) {
            found.add(new Anchor(href, "", rel, "", rows.size()));
        }
    }

    private void script(HtmlTag tag) {
        int from = at;
        skipPast("</" + tag.name(), at);
        if (tag.name().equals("script") && scripts.length() < MOST_SCRIPT) {
            String src = tag.attribute("src");
            scripts.append(src.isEmpty() ? "\n" : "\nsrc=" + src + "\n")
                    .append(page, from, Math.min(at, from + MOST_SCRIPT));
        }
    }

    /** Tracks where rows and lists begin and end. */
    private void structure(String name) {
        if (LISTS.contains(name)) {
            finishLine();
            open.push(new OpenList(name, ++lists));
            inTableRow &= !name.equals("table");
        } else if (name.startsWith("/") && LISTS.contains(name.substring(1))) {
            finishLine();
            close(name.substring(1));
        } else if (name.equals("tr") || name.equals("/tr")) {
            finishLine();
            inTableRow = name.equals("tr");
        } else if (name.equals("li") || name.equals("/li")) {
            if (!inTableRow) {
                finishLine();
                inItem = name.equals("li");
            }
        } else if (LINES.contains(name) && !inTableRow && !inItem) {
            finishLine();
        }
    }

    private void close(String name) {
        if (open.stream().anyMatch(list -> list.name().equals(name))) {
            while (!open.pop().name().equals(name)) {}
        }
        inTableRow &= !name.equals("table");
        inItem &= name.equals("pre") || name.equals("table");
    }

    private void finishLine() {
        finishLink();
        finishRow();
    }

    private void finishRow() {
        String text = HtmlEntities.visible(around.toString());
        boolean hasLink = !found.isEmpty() && found.get(found.size() - 1).row() == rows.size();
        if (!text.isEmpty() || hasLink) {
            rows.add(new PageRow(open.isEmpty() ? 0 : open.peek().number(), text));
        }
        around.setLength(0);
    }

    private void finishLink() {
        if (link != null && link.href() != null) {
            String text = HtmlEntities.visible(shown.toString());
            found.add(new Anchor(
                    HrefClassifier.isRaw(link.rawHref(), text) ? link.rawHref() : link.href(),
                    text,
                    link.attribute("rel").toLowerCase(Locale.ROOT),
                    link.attribute("class").toLowerCase(Locale.ROOT),
                    rows.size()));
            around.append(' ');
        }
        link = null;
        shown.setLength(0);
    }

    /** Outside of table rows and list items, each line of text is a row. */
    private void text(String text) {
        if (inTableRow || inItem || link != null) {
            show(text);
            return;
        }
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            show(text.substring(start, end));
            finishRow();
            start = end + 1;
        }
        show(text.substring(start));
    }

    private void show(String more) {
        controls.show(more);
        StringBuilder into = inHeading ? headings : link != null ? shown : around;
        into.append(more, 0, Math.max(0, Math.min(more.length(), MOST_SHOWN - into.length())));
        if (inHeading && link != null) {
            shown.append(more, 0, Math.max(0, Math.min(more.length(), MOST_SHOWN - shown.length())));
        }
    }

    private void skipPast(String end, int from) {
        int found = indexOfIgnoringCase(end, from);
        at = found < 0 ? page.length() : found + end.length();
    }

    private int indexOfIgnoringCase(String wanted, int from) {
        for (int i = from; i <= page.length() - wanted.length(); i++) {
            if (page.regionMatches(true, i, wanted, 0, wanted.length())) {
                return i;
            }
        }
        return -1;
    }
}
