package dev.voyage.archive.walk;

import dev.voyage.archive.index.IndexPage;
import dev.voyage.archive.index.PageQuery;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The further pages of one directory: those still to be read, and the entries found so far. */
final class PageChain {

    private final Deque<URI> open = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> met = new HashSet<>();
    private final List<String> firstNames;

    PageChain(URI first, IndexPage page) {
        known.add(key(first));
        firstNames = names(page);
        take(page);
    }

    /** The items of a page that no page before it had; its links to further pages are queued. */
    List<IndexPage.Item> take(IndexPage page) {
        for (URI further : page.more()) {
            if (known.add(key(further))) {
                open.add(further);
            }
        }
        return page.items().stream()
                .filter(item -> met.add(item.entry().name() + (item.entry().isDirectory() ? "/" : "")))
                .toList();
    }

    /**
     * Whether a page has the content of the first one: the response of a cache or of a server that ignores the query.
     */
    boolean isFirstAgain(IndexPage page) {
        return !firstNames.isEmpty() && names(page).equals(firstNames);
    }

    private static List<String> names(IndexPage page) {
        return page.items().stream().map(item -> item.entry().name()).toList();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    URI next() {
        return open.remove();
    }

    private static String key(URI page) {
        return page.getRawPath() + "?" + PageQuery.sorted(page.getRawQuery());
    }
}
