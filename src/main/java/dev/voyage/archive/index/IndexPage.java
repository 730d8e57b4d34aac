package dev.voyage.archive.index;

import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.index.PageLinks.Judged;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.listing.PathSegments;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One index page, parsed by its links only: servers truncate, sort and translate the visible texts.
 *
 * @param items in page order, each name once
 * @param refused links that belong to the directory and cannot be followed, the first thousand
 * @param more addresses of further pages of the same directory, in page order
 * @param closing whether the page itself shows that it is complete
 */
public record IndexPage(
        List<Item> items, List<ListingItem.Refused> refused, List<URI> more, Form form, AnchorScanner.Closing closing) {

    private static final Pattern INDEX_TITLE =
            Pattern.compile("index of|directory listing|listing of|directory:|listing directory|(?:^| )listing: ?/");
    private static final Pattern EMPTY_LIST =
            Pattern.compile("(?i)\\s*(<!doctype html>)?\\s*(<meta name=\"viewport\"[^>]*>)?\\s*<pre>\\s*</pre>\\s*");

    /** Operations of a script that puts the entries on the page, even where it can be sorted. */
    private static final Pattern FILLS = Pattern.compile(
            "\\bnoscript\\b|insertRow|fetch\\s*\\(|XMLHttpRequest|\\.ajax|\\$\\.get|getJSON|axios|addRow"
                    + "|JSON\\.parse|document\\.write|insertAdjacentHTML|\\bimport\\b|EventSource|WebSocket|\\[\\s*\\{"
                    + "|\\[\\s*[\"'][^\"'\\]\\n]*\\.[A-Za-z0-9]{1,8}[\"']\\s*[,\\]]"
                    + "|(?:files|entries|items|data|dirs|rows|listing|contents|nodes|children)\\w*[\"']?\\s*[=:]\\s*[\\[{(`]");

    private static final Pattern SOURCE = Pattern.compile("(?m)^src=(.*)$");

    /** How a page was recognised as an index. */
    public enum Form {
        /** By its title, a sort link, a parent link, or a date in the row of each entry. */
        INDEX,
        /** It consists of a list of links with their own names as texts, and nothing else: Go's file server. */
        LINKS_ONLY,
        /** It is an empty list: Go's file server again; accepted only below one of its pages. */
        EMPTY_LIST
    }

    /**
     * An entry, and the details on the page.
     *
     * @param saysDirectory whether the page marks it as a directory although its link has no trailing slash
     */
    public record Item(Href.Entry entry, ListedSize shown, boolean saysDirectory) {}

    /** Reads a page of the directory that is its path up to the last slash. */
    static IndexPage read(URI page, String html) {
        String path = page.getRawPath();
        return read(page, PathSegments.of(path.substring(0, path.lastIndexOf('/') + 1)), html);
    }

    /**
     * @param page its address
     * @param here the segments of the directory it lists
     * @throws Problem {@code MALFORMED} when it is not an index page. It is one when its title or heading says so, when
     *     it can be sorted, when it has a link marked as parent, when each entry has a date beside it, or when it is
     *     nothing but a list of names; any other page of links may be a product in the place of the listing, and taking
     *     its links for the whole directory would lose files. It is not one when it has a password field, nor when it
     *     has no entry but a script that may add them.
     */
    public static IndexPage read(URI page, List<String> here, String html) {
        var scan = AnchorScanner.in(html);
        boolean unescaped = scan.links().stream().anyMatch(HrefClassifier::showsUnescaped);
        var links = new PageLinks(scan, new HrefClassifier(page, here, unescaped));
        Form form = form(scan, links, html);
        if (form == null || scan.hasPassword()) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "no index page: neither its title nor a link up or a sort link says so, at "
                            + QuotedText.of(page.toString()));
        }
        if (links.items().isEmpty() && links.more().isEmpty() && isFilled(scan, links)) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "no index page: it has no entry, but a script that may put them there, at "
                            + QuotedText.of(page.toString()));
        }
        var refused = new RefusedEntries(links.refused());
        if (links.more().isEmpty()) {
            scan.rows().stream()
                    .map(PageRow::around)
                    .filter(MoreEntries::areSaid)
                    .findFirst()
                    .ifPresent(text -> refused.add(text, Reason.NEXT_PAGE));
        }
        return new IndexPage(links.items(), refused.list(), links.more(), form, scan.closing());
    }

    public static ListingItem.Refused refusal(String text, Reason reason) {
        String quoted = QuotedText.of(text);
        return new ListingItem.Refused(quoted.substring(1, quoted.length() - 1), reason.word());
    }

    /** Whether the page lists only directories. */
    public boolean hasNoFiles() {
        return items.stream().allMatch(item -> item.entry().isDirectory());
    }

    private static Form form(AnchorScanner.Found scan, PageLinks links, String html) {
        boolean titled = INDEX_TITLE
                        .matcher(scan.headings().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
                        .find()
                || scan.rows().stream().anyMatch(row -> row.around()
                        .toLowerCase(Locale.ROOT)
                        .matches("(?:index of|directory listing|listing of) .*"));
        boolean up = links.all().stream()
                .anyMatch(it -> it.href() instanceof Href.Foreign foreign
                        && foreign.reason() == Reason.PARENT
                        && it.link().saysParent());
        if (titled || up || links.has(Reason.SORT) || isDated(links)) {
            return Form.INDEX;
        } else if (isLinksOnly(scan, links)) {
            return Form.LINKS_ONLY;
        }
        return html.length() < 500 && EMPTY_LIST.matcher(html).matches() ? Form.EMPTY_LIST : null;
    }

    private static boolean isDated(PageLinks links) {
        List<Judged> entries = links.all().stream()
                .filter(it -> it.href() instanceof Href.Entry)
                .toList();
        return !entries.isEmpty()
                && entries.stream()
                        .allMatch(it -> PageLinks.showsName(it)
                                && links.shown(it.link()).text() != null);
    }

    private static boolean isLinksOnly(AnchorScanner.Found scan, PageLinks links) {
        return !links.items().isEmpty()
                && links.all().stream().allMatch(PageLinks::showsName)
                && scan.rows().stream()
                        .allMatch(row -> row.list() > 0 && row.around().isEmpty())
                && scan.headings().isBlank()
                && scan.scripts().isBlank()
                && scan.buttons().isEmpty();
    }

    private static boolean isFilled(AnchorScanner.Found scan, PageLinks links) {
        // the server made a list that can be sorted; Undertow serves the script of its page at ?js
        boolean elsewhere = SOURCE.matcher(scan.scripts()).results().anyMatch(src -> !links.isOfPage(src.group(1)));
        return (elsewhere && !links.has(Reason.SORT))
                || FILLS.matcher(scan.scripts()).find();
    }
}
