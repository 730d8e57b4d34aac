package dev.voyage.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the links of an HTML page, in one pass and whatever the page is like: tags in any case,
 * attributes quoted or not, comments, scripts, NUL bytes, an end in the middle. It understands no
 * more of HTML than that.
 */
final class Anchors {

    private final String page;
    private final List<Anchor> found = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder headings = new StringBuilder();
    private String href;
    private String text;
    private String base;
    private boolean inHeading;
    private int at;

    private Anchors(String page) {
        this.page = page;
    }

    /** What a page has of interest: links in page order, the text of title and h1, base or null. */
    record Found(List<Anchor> links, String headings, String base) {}

    static Found in(String page) {
        var scan = new Anchors(page);
        scan.run();
        return new Found(List.copyOf(scan.found), scan.headings.toString(), scan.base);
    }

    private void run() {
        while (at < page.length()) {
            int tag = page.indexOf('<', at);
            show(page.substring(at, tag < 0 ? page.length() : tag));
            at = tag < 0 ? page.length() : tag;
            if (tag >= 0) {
                markup();
            }
        }
        finishLink();
    }

    private void markup() {
        if (page.startsWith("<!--", at)) {
            skipPast("-->", at + 4);
        } else if (page.startsWith("<!", at) || page.startsWith("<?", at)) {
            skipPast(">", at);
        } else {
            var tag = Tag.at(page, at);
            if (tag == null) { // a lone less-than sign
                show("<");
                at++;
            } else {
                at = tag.end();
                meet(tag);
            }
        }
    }

    private void meet(Tag tag) {
        switch (tag.name()) {
            case "script", "style" -> skipPast("</" + tag.name(), at);
            case "title", "h1" -> inHeading = true;
            case "/title", "/h1" -> inHeading = false;
            case "base" -> base = base == null ? tag.href() : base;
            case "a" -> {
                finishLink();
                href = tag.href();
            }
            case "/a" -> {
                text = text == null ? shown.toString() : text;
                shown.setLength(0);
            }
            case "/pre", "/table", "/ul" -> finishLink();
            default -> show(" ");
        }
    }

    private void finishLink() {
        if (href != null) {
            String all = Entities.replaced(shown.toString());
            String label = text == null ? all : Entities.replaced(text);
            found.add(new Anchor(href, collapsed(label), text == null ? "" : collapsed(all)));
        }
        href = null;
        text = null;
        shown.setLength(0);
    }

    private void show(String more) {
        if (inHeading) {
            headings.append(more);
        } else if (href != null && shown.length() < 1000) {
            shown.append(more, 0, Math.min(more.length(), 1000));
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

    private static String collapsed(String text) {
        return text.replace('\u00a0', ' ').strip().replaceAll("\\s+", " ");
    }
}
