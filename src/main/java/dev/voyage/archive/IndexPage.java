package dev.voyage.archive;

import dev.voyage.archive.Href.Reason;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One index page, read by its links only: what they show is cut, sorted and translated by servers
 * as they like.
 *
 * @param items in page order, each name once
 */
record IndexPage(List<Item> items, List<Listed.Refused> refused) {

    private static final int MOST_REFUSALS = 1000;
    private static final Pattern INDEX_TITLE = Pattern.compile("index of|directory listing|listing of|directory:");

    /** An entry, and what the page shows about it. */
    record Item(Href.Entry entry, Shown shown) {}

    /**
     * @param page where it came from
     * @throws Problem {@code MALFORMED} when it is no index page. It is one when its title or
     *     heading says so, when it can be sorted, or when it has a link up that says so; a page
     *     with links alone may be a product that stands where the listing should, and taking its
     *     links for the whole directory would lose files.
     */
    static IndexPage read(URI page, String html) {
        var hrefs = new Hrefs(page);
        var scan = Anchors.in(html);
        var items = new LinkedHashMap<String, Item>();
        var refused = new ArrayList<Listed.Refused>();
        boolean index =
                INDEX_TITLE.matcher(scan.headings().toLowerCase(Locale.ROOT)).find();
        if (scan.base() != null) {
            refused.add(refusal(scan.base(), Reason.BASE));
        }
        for (Anchor link : scan.links()) {
            Href href = hrefs.verdict(link.href());
            if (href instanceof Href.Entry entry) {
                String key = entry.isDirectory() ? entry.name() + "/" : entry.name();
                items.merge(key, new Item(entry, Shown.of(link.after())), IndexPage::better);
            } else if (href instanceof Href.Foreign foreign) {
                Reason reason = foreign.reason();
                index |= reason == Reason.SORT;
                index |= reason == Reason.PARENT && link.saysParent();
                if (!reason.isFurniture() && refused.size() < MOST_REFUSALS) {
                    refused.add(refusal(foreign.text(), reason));
                }
            }
        }
        if (!index) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "no index page: neither its title nor a link up or a sort link says so, at "
                            + Quoted.of(page.toString()));
        }
        return new IndexPage(List.copyOf(items.values()), refused);
    }

    static Listed.Refused refusal(String text, Reason reason) {
        String quoted = Quoted.of(text);
        return new Listed.Refused(quoted.substring(1, quoted.length() - 1), reason.word());
    }

    /** Whether nothing but directories is listed. */
    boolean hasNoFiles() {
        return items.stream().allMatch(item -> item.entry().isDirectory());
    }

    /** An icon and a name may both be links; what is shown follows the second. */
    private static Item better(Item first, Item second) {
        return first.shown().equals(Shown.NOTHING) ? second : first;
    }
}
