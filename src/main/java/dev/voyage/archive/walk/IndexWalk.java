package dev.voyage.archive.walk;

import dev.voyage.archive.index.Href;
import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.index.IndexPage;
import dev.voyage.archive.index.ListedSize;
import dev.voyage.archive.index.PageQuery;
import dev.voyage.archive.index.RefusedEntries;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.DeferredMulti;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * One walk: its progress and its limits. Levels are read one after the other, the directories of a level concurrently,
 * a few at a time, the pages of a directory one after the other.
 */
public final class IndexWalk {

    private final DirectoryNode top;
    private final WalkChain chain;
    private final ListingConfig config;
    private final BiFunction<DirectoryNode, URI, Uni<IndexPage>> read;
    private final Set<List<String>> met = new HashSet<>();
    private final Set<List<String>> plain = new HashSet<>();
    private final LoopGuard loops = new LoopGuard();
    private List<Guess> nextLevel = new ArrayList<>();
    private int entries;
    private int pages = 1;
    private boolean hasDeep;
    private boolean ended;

    /**
     * A directory to be read.
     *
     * @param file the item if it turns out to be a file; null if its link marks it as a directory
     */
    private record Guess(DirectoryNode node, ListingItem.RemoteFile file) {}

    public IndexWalk(DirectoryNode top, ListingConfig config, BiFunction<DirectoryNode, URI, Uni<IndexPage>> read) {
        this(top, WalkChain.TOP, config, read);
    }

    /**
     * @param read reads a page of a directory: its first, or a further one
     */
    IndexWalk(
            DirectoryNode top,
            WalkChain chain,
            ListingConfig config,
            BiFunction<DirectoryNode, URI, Uni<IndexPage>> read) {
        this.top = top;
        this.chain = chain;
        this.config = config;
        this.read = read;
        met.add(top.segments());
    }

    public Multi<ListingItem> run() {
        if (top.depth() > config.depth()) {
            return Multi.createFrom().item(empty(top.url(), top.path(), Reason.TOO_DEEP));
        }
        return read.apply(top, top.url())
                .map(page -> believed(top, page))
                .onItem()
                .transformToMulti(page -> chain.isLoop(page)
                        ? Multi.createFrom().item(empty(top.url(), top.path(), Reason.LOOP))
                        : inOrder(listing(top, page), this::deeper));
    }

    private Multi<ListingItem> deeper() {
        List<Guess> level = level();
        if (level.isEmpty()) {
            return Multi.createFrom().empty();
        }
        Multi<ListingItem> all = Multi.createFrom()
                .iterable(level)
                .onItem()
                .transformToMulti(guess -> DeferredMulti.of(listed(guess)))
                .merge(config.concurrency());
        return inOrder(all, this::deeper);
    }

    private static Multi<ListingItem> inOrder(Multi<ListingItem> first, Supplier<Multi<ListingItem>> then) {
        return Multi.createBy()
                .concatenating()
                .streams(first, Multi.createFrom().deferred(then::get));
    }

    private Multi<ListingItem> listed(Guess guess) {
        return Multi.createFrom().deferred(() -> mayRead() ? pageOf(guess) : tooMuch("directories"));
    }

    private Multi<ListingItem> pageOf(Guess guess) {
        DirectoryNode node = guess.node();
        return read.apply(node, node.url())
                .map(page -> believed(node, page))
                .map(page -> listing(node, page))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> failed(guess, failure))
                .onItem()
                .transformToMulti(found -> found);
    }

    /** An empty list alone is an empty directory below a page of the same kind. */
    private synchronized IndexPage believed(DirectoryNode node, IndexPage page) {
        if (page.form() == IndexPage.Form.LINKS_ONLY) {
            plain.add(node.segments());
        } else if (page.form() == IndexPage.Form.EMPTY_LIST
                && (node.above() == null || !plain.contains(node.above().segments()))) {
            throw Problem.of(
                            ProblemType.MALFORMED,
                            "no index page: an empty list without a title or a link up, at "
                                    + QuotedText.of(node.url().toString()))
                    .at(Urls.authority(node.url()));
        }
        return page;
    }

    /** A presumed directory that is not one is a file; requesting the file will show its problem, if any. */
    private static Multi<ListingItem> failed(Guess guess, Problem problem) {
        boolean none = problem.kind() == ProblemType.REFUSED || problem.kind() == ProblemType.MALFORMED;
        return Multi.createFrom()
                .item(
                        guess.file() != null && none
                                ? guess.file()
                                : new ListingItem.Failed(guess.node().url(), problem));
    }

    private Multi<ListingItem> listing(DirectoryNode node, IndexPage page) {
        var chain = new PageChain(node.url(), page);
        Multi<ListingItem> found = Multi.createFrom().iterable(taken(node, node.url(), page, page.items(), true));
        Multi<ListingItem> all = chain.isEmpty() ? found : inOrder(found, () -> further(node, chain));
        return inOrder(
                all, () -> isOver() ? tooMuch("entries") : Multi.createFrom().empty());
    }

    /** The other pages of a directory, one after the other. */
    private Multi<ListingItem> further(DirectoryNode node, PageChain chain) {
        if (isOver()) {
            return Multi.createFrom().empty();
        }
        return Multi.createBy()
                .repeating()
                .uni(() -> furtherPage(node, chain))
                .whilst(found -> !chain.isEmpty() && !isOver())
                .onItem()
                .transformToIterable(found -> found);
    }

    private Uni<List<ListingItem>> furtherPage(DirectoryNode node, PageChain chain) {
        URI url = chain.next();
        if (!mayRead()) {
            return tooMuch("directories").collect().asList();
        }
        return read.apply(node, url)
                .map(page -> {
                    List<IndexPage.Item> fresh = chain.take(page);
                    boolean ignored = chain.isFirstAgain(page) && PageQuery.isLaterPage(url.getRawQuery());
                    return ignored
                            ? List.<ListingItem>of(refusal(url, Reason.NEXT_PAGE))
                            : taken(node, url, page, fresh, false);
                })
                .onFailure(Problem.class)
                .recoverWithItem(failure -> List.of(
                        (failure).kind() == ProblemType.MALFORMED
                                ? refusal(url, Reason.QUERY)
                                : new ListingItem.Failed(url, failure)));
    }

    private static ListingItem refusal(URI url, Reason reason) {
        return empty(url, url.toString(), reason);
    }

    /** A page of which nothing is accepted. */
    private static ListingItem empty(URI url, String refused, Reason reason) {
        return new ListingItem.Directory(url, 0, 0, List.of(IndexPage.refusal(refused, reason)));
    }

    private synchronized boolean isOver() {
        return ended || entries > config.entries();
    }

    private synchronized boolean mayRead() {
        return !ended && ++pages <= config.pages();
    }

    /** Ends the walk, and reports it once. */
    private synchronized Multi<ListingItem> tooMuch(String what) {
        if (ended) {
            return Multi.createFrom().empty();
        }
        ended = true;
        int most = what.equals("entries") ? config.entries() : config.pages();
        String detail = "more than " + most + " " + what + " below "
                + QuotedText.of(top.url().toString());
        var problem = Problem.of(ProblemType.TOO_LARGE, detail).at(Urls.authority(top.url()));
        return Multi.createFrom().item(new ListingItem.Failed(top.url(), problem));
    }

    private synchronized List<Guess> level() {
        List<Guess> level = ended ? List.of() : nextLevel;
        nextLevel = new ArrayList<>();
        return level;
    }

    /** The items of a page; its directories are queued for the next level. */
    private synchronized List<ListingItem> taken(
            DirectoryNode node, URI url, IndexPage page, List<IndexPage.Item> items, boolean isFirst) {
        if (isOver()) {
            return List.of();
        }
        if (isFirst && loops.isLoop(node, page)) {
            return List.of(empty(url, node.path(), Reason.LOOP));
        }
        var refused = new RefusedEntries(page.refused());
        var files = new ArrayList<ListingItem>();
        int directories = 0;
        boolean unmarked = page.items().stream().noneMatch(item -> item.entry().isDirectory() || item.saysDirectory());
        for (IndexPage.Item item : items) {
            Href.Entry entry = item.entry();
            boolean isDirectory = entry.isDirectory() || item.saysDirectory() || (unmarked && mayBeDirectory(item));
            int depth = node.depth() + entry.names().size() - 1;
            if (++entries > config.entries()) {
                break;
            } else if (isDirectory ? depth >= config.depth() : depth > config.depth()) {
                refused.add(entry.name() + (isDirectory ? "/" : ""), Reason.TOO_DEEP);
            } else if (isDirectory) {
                DirectoryNode below = node.below(entry);
                if (met.add(below.segments())) {
                    directories++;
                    nextLevel.add(new Guess(below, entry.isDirectory() ? null : file(node, item)));
                }
            } else if (isNew(node, entry)) {
                files.add(file(node, item));
            }
        }
        var found = new ArrayList<ListingItem>();
        found.add(new ListingItem.Directory(url, files.size(), directories, refused.list()));
        found.addAll(files);
        return found;
    }

    /** Whether a file is new: a page above may have listed it already, with its path, before its own directory does. */
    private boolean isNew(DirectoryNode node, Href.Entry entry) {
        boolean deep = entry.names().size() > 1;
        hasDeep |= deep;
        if (!hasDeep) {
            return true;
        }
        var way = new ArrayList<>(node.segments());
        way.addAll(entry.names());
        way.add(""); // no directory has an empty name
        return deep ? met.add(way) : !met.contains(way);
    }

    /** If a page marks no directories, entries without a size and an extension may be directories. */
    private static boolean mayBeDirectory(IndexPage.Item item) {
        String name = item.entry().names().get(item.entry().names().size() - 1);
        return item.shown().roughBytes() == null && name.lastIndexOf('.') <= 0;
    }

    private static ListingItem.RemoteFile file(DirectoryNode node, IndexPage.Item item) {
        ListedSize shown = item.shown();
        String path = node.path() + "/" + item.entry().name();
        return new ListingItem.RemoteFile(
                item.entry().url(), path, null, shown.roughBytes(), shown.leastBytes(), null, shown.text(), null);
    }
}
