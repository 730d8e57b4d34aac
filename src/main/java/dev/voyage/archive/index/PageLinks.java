package dev.voyage.archive.index;

import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.listing.ListingItem;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The links of one page sorted into entries, further pages, refused links, and links around the list. */
final class PageLinks {

    private static final Pattern COLUMN = Pattern.compile("(file ?)?(name|size|date|time|type|kind|owner|group|mode)"
            + "|file|(last[ -]?)?modified|last changed?|mtime|created|description|permissions?|content[ -]type");

    /** A page after the first that a script shows. */
    private static final Pattern LATER_FRAGMENT =
            Pattern.compile("(?i)#[!/]*(?:.*[?&/])?(?:page|p|pg|offset|start)[=/-]?0*(?:[2-9]|[1-9]\\d+)(?:[&/].*)?");

    /** A link and its classification. */
    record Judged(Anchor link, Href href) {}

    private final HrefClassifier hrefs;
    private final AnchorScanner.Found scan;
    private final List<Judged> judged = new ArrayList<>();
    private final Map<Integer, Integer> entriesOfRow = new HashMap<>();
    private final Set<Integer> lists = new HashSet<>();
    private final Set<Integer> undated = new HashSet<>();
    private final Map<String, IndexPage.Item> items = new LinkedHashMap<>();
    private final Set<URI> more = new LinkedHashSet<>();
    private final RefusedEntries refused = new RefusedEntries();
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    PageLinks(AnchorScanner.Found scan, HrefClassifier hrefs) {
        this.scan = scan;
        this.hrefs = hrefs;
        for (Anchor link : scan.links()) {
            var one = new Judged(link, hrefs.verdict(link.href(), link.text()));
            if (!link.isFrame()) {
                judged.add(one);
            } else if (!(one.href() instanceof Href.Foreign)) {
                refused.add(link.href(), Reason.NEXT_PAGE); // a part of the list may be in it
            }
        }
        lists();
        rows();
        judged.forEach(this::take);
        refuseRest();
    }

    List<IndexPage.Item> items() {
        return List.copyOf(items.values());
    }

    List<URI> more() {
        return List.copyOf(more);
    }

    List<ListingItem.Refused> refused() {
        return refused.list();
    }

    List<Judged> all() {
        return judged;
    }

    boolean has(Reason reason) {
        return judged.stream().anyMatch(it -> it.href() instanceof Href.Foreign foreign && foreign.reason() == reason);
    }

    /** Whether an address is that of the page itself, with any query. */
    boolean isOfPage(String href) {
        Href verdict = hrefs.verdict(href, "");
        return verdict instanceof Href.More
                || (verdict instanceof Href.Foreign foreign
                        && (foreign.reason() == Reason.SELF || foreign.reason() == Reason.SORT));
    }

    /** Whether the text of a link is the name of its entry. */
    static boolean showsName(Judged it) {
        if (!(it.href() instanceof Href.Entry entry)) {
            return false;
        }
        String text = it.link().text();
        String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        String href = it.link().href();
        return bare.equals(entry.name().strip().replaceAll("\\s+", " "))
                || text.equals(href)
                || (bare + "/").equals(href);
    }

    /** The details beside a link in its row; none if the row has other entries too. */
    ListedSize shown(Anchor link) {
        PageRow row = row(link);
        boolean clear = entriesOfRow.getOrDefault(link.row(), 0) == 1 && !undated.contains(row.list());
        return clear ? ListedSize.of(row.around()) : ListedSize.NOTHING;
    }

    private PageRow row(Anchor link) {
        return link.row() < scan.rows().size() ? scan.rows().get(link.row()) : new PageRow(0, "");
    }

    /** Determines which lists have entries, and the range of the entries. */
    private void lists() {
        var keys = new HashMap<Integer, Set<String>>();
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i).href() instanceof Href.Entry entry && !leadsOn(judged.get(i))) {
                Anchor link = judged.get(i).link();
                lists.add(row(link).list());
                first = Math.min(first, i);
                last = i;
                keys.computeIfAbsent(link.row(), row -> new HashSet<>()).add(entry.name());
            }
        }
        keys.forEach((row, names) -> entriesOfRow.put(row, names.size()));
    }

    /** A list with dates in rows of their own: they cannot be attributed to entries. */
    private void rows() {
        var withLink = new HashSet<Integer>();
        judged.forEach(it -> withLink.add(it.link().row()));
        for (int i = 0; i < scan.rows().size(); i++) {
            PageRow row = scan.rows().get(i);
            if (lists.contains(row.list())
                    && !withLink.contains(i)
                    && ListedSize.of(row.around()).text() != null) {
                undated.add(row.list());
            }
        }
    }

    private void take(Judged it) {
        if (it.href() instanceof Href.More further) {
            more.add(further.url());
        } else if (it.href() instanceof Href.Entry entry) {
            if (leadsOn(it)) {
                more.add(entry.url());
            } else {
                String key = entry.isDirectory() ? entry.name() + "/" : entry.name();
                ListedSize shown = shown(it.link());
                items.merge(key, new IndexPage.Item(entry, shown, isDirectory(it, shown)), PageLinks::better);
            }
        }
    }

    /** An entry with a text other than its name that announces a further page. */
    private static boolean leadsOn(Judged it) {
        return it.link().saysNext() && !showsName(it);
    }

    private static boolean isDirectory(Judged it, ListedSize shown) {
        return !((Href.Entry) it.href()).isDirectory()
                && (it.link().text().endsWith("/")
                        || shown.saysDirectory()
                        || it.link().style().matches("(?:.*[ _-])?(?:directory|folder|dir)(?:[ _-].*)?"));
    }

    /** Merges two links to one entry: an icon and a name may both be links. */
    private static IndexPage.Item better(IndexPage.Item one, IndexPage.Item other) {
        ListedSize shown = one.shown().equals(ListedSize.NOTHING) ? other.shown() : one.shown();
        return new IndexPage.Item(one.entry(), shown, one.saysDirectory() || other.saysDirectory());
    }

    /** Refuses remaining links that belong to the directory. */
    private void refuseRest() {
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i).href() instanceof Href.Foreign foreign) {
                refuse(foreign, judged.get(i).link(), i);
            }
        }
        boolean relative = judged.stream()
                .anyMatch(it -> it.href() instanceof Href.Entry
                        && !it.link().href().strip().matches("(?i)/.*|https?:.*"));
        if (scan.base() != null
                && relative
                && !(hrefs.verdict(scan.base(), "") instanceof Href.Foreign base && base.reason() == Reason.SELF)) {
            refused.add(scan.base(), Reason.BASE);
        }
        for (String button : scan.buttons()) {
            if (Anchor.isNext(button)) {
                refused.add(button, Reason.NEXT_PAGE);
            }
        }
    }

    private void refuse(Href.Foreign foreign, Anchor link, int place) {
        Reason reason = foreign.reason();
        if (LATER_FRAGMENT.matcher(foreign.text()).matches()) {
            refused.add(foreign.text(), Reason.NEXT_PAGE);
            return;
        }
        boolean asks = foreign.text().indexOf('?') >= 0 || reason == Reason.SELF || reason == Reason.OTHER_SCHEME;
        if (asks && link.saysNext() && !link.style().contains("disabled") && reason != Reason.OTHER_HOST) {
            refused.add(foreign.text(), Reason.NEXT_PAGE);
        } else if (reason.isElsewhere()) {
            if (isInList(link, place)
                    && !COLUMN.matcher(link.text()
                                    .toLowerCase(Locale.ROOT)
                                    .replaceAll("[^a-z -]", "")
                                    .strip())
                            .matches()) {
                refused.add(foreign.text(), reason);
            }
        } else if (!reason.isFurniture() && !(reason == Reason.QUERY && isTakenPlain(foreign.text()))) {
            refused.add(foreign.text(), reason);
        }
    }

    /** Whether a link is among the entries; if there are none, in any list. */
    private boolean isInList(Anchor link, int place) {
        int list = row(link).list();
        if (lists.isEmpty()) {
            return list > 0;
        }
        return lists.contains(list) && (list > 0 || (place > first && place < last));
    }

    /** Whether the same entry is also listed without a query. */
    private boolean isTakenPlain(String href) {
        return hrefs.verdict(href.substring(0, href.indexOf('?')), "") instanceof Href.Entry entry
                && (items.containsKey(entry.name()) || items.containsKey(entry.name() + "/"));
    }
}
