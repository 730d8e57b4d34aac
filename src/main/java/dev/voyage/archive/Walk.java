package dev.voyage.archive;

import dev.voyage.archive.Href.Reason;
import dev.voyage.http.OnDemand;
import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One walk: what has been seen, what may still be asked. Levels are read one after the other, the
 * pages of a level a few at once.
 */
final class Walk {

    private final Node top;
    private final ListingConfig config;
    private final Function<Node, Uni<IndexPage>> read;
    private final Set<List<String>> met = new HashSet<>();
    private final Map<List<String>, String> prints = new HashMap<>();
    private List<Node> nextLevel = new ArrayList<>();
    private int entries;
    private int pages = 1;
    private boolean ended;

    Walk(Node top, ListingConfig config, Function<Node, Uni<IndexPage>> read) {
        this.top = top;
        this.config = config;
        this.read = read;
        met.add(top.segments());
    }

    Multi<Listed> run() {
        return read.apply(top).onItem().transformToMulti(page -> inOrder(listing(top, page), this::deeper));
    }

    private Multi<Listed> deeper() {
        List<Node> level = level();
        if (level.isEmpty()) {
            return Multi.createFrom().empty();
        }
        Multi<Listed> all = Multi.createFrom()
                .iterable(level)
                .onItem()
                .transformToMulti(node -> OnDemand.of(listed(node)))
                .merge(config.concurrency());
        return inOrder(all, this::deeper);
    }

    private static Multi<Listed> inOrder(Multi<Listed> first, Supplier<Multi<Listed>> then) {
        return Multi.createBy()
                .concatenating()
                .streams(first, Multi.createFrom().deferred(then::get));
    }

    private Multi<Listed> listed(Node node) {
        return Multi.createFrom().deferred(() -> mayRead() ? pageOf(node) : tooMuch("directories"));
    }

    private Multi<Listed> pageOf(Node node) {
        return read.apply(node)
                .map(page -> listing(node, page))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> failed(node, failure))
                .onItem()
                .transformToMulti(found -> found);
    }

    private static Multi<Listed> failed(Node node, Problem problem) {
        return Multi.createFrom().item(new Listed.Failed(node.url(), problem));
    }

    private Multi<Listed> listing(Node node, IndexPage page) {
        Multi<Listed> found = Multi.createFrom().iterable(taken(node, page));
        return isOver() ? inOrder(found, () -> tooMuch("entries")) : found;
    }

    private synchronized boolean isOver() {
        return entries > config.entries();
    }

    private synchronized boolean mayRead() {
        return !ended && ++pages <= config.pages();
    }

    /** Ends the walk, and says so once. */
    private synchronized Multi<Listed> tooMuch(String what) {
        if (ended) {
            return Multi.createFrom().empty();
        }
        ended = true;
        int most = what.equals("entries") ? config.entries() : config.pages();
        String detail = "more than " + most + " " + what + " below "
                + Quoted.of(top.url().toString());
        var problem = Problem.of(Kind.TOO_LARGE, detail).at(Urls.authority(top.url()));
        return Multi.createFrom().item(new Listed.Failed(top.url(), problem));
    }

    private synchronized List<Node> level() {
        List<Node> level = ended ? List.of() : nextLevel;
        nextLevel = new ArrayList<>();
        return level;
    }

    /** What a page read gives, and its directories put down for the next level. */
    private synchronized List<Listed> taken(Node node, IndexPage page) {
        if (ended || isOver()) {
            return List.of();
        }
        if (isLoop(node, page)) {
            var refused = IndexPage.refusal(node.path(), Reason.LOOP);
            return List.of(new Listed.Directory(node.url(), 0, 0, List.of(refused)));
        }
        var refused = new ArrayList<>(page.refused());
        var files = new ArrayList<Listed>();
        int directories = 0;
        for (IndexPage.Item item : page.items()) {
            Href.Entry entry = item.entry();
            if (++entries > config.entries()) {
                break;
            } else if (!entry.isDirectory()) {
                String path = node.path() + "/" + entry.name();
                Shown shown = item.shown();
                files.add(new Listed.RemoteFile(
                        entry.url(), path, null, shown.roughBytes(), shown.leastBytes(), null, shown.text(), null));
            } else if (node.depth() >= config.depth()) {
                refused.add(IndexPage.refusal(entry.name() + "/", Reason.TOO_DEEP));
            } else {
                Node below = node.below(entry);
                if (met.add(below.segments())) {
                    directories++;
                    nextLevel.add(below);
                }
            }
        }
        var found = new ArrayList<Listed>();
        found.add(new Listed.Directory(node.url(), files.size(), directories, refused));
        found.addAll(files);
        return found;
    }

    /**
     * A link to a directory above shows that directory again. Pages without files are alike more
     * easily, so those must repeat themselves twice, unless they repeat several dates and an entry
     * of their own name: {@code loop -> .} shows {@code loop} again.
     */
    private boolean isLoop(Node node, IndexPage page) {
        String print = print(page);
        prints.put(node.segments(), print);
        int alike = 0;
        for (Node above = node.above(); above != null; above = above.above()) {
            alike += print.equals(prints.get(above.segments())) ? 1 : 0;
        }
        return alike >= (page.hasNoFiles() && !showsItself(node, page) ? 2 : 1);
    }

    private static boolean showsItself(Node node, IndexPage page) {
        String own = node.segments().get(node.segments().size() - 1);
        return page.items().size() > 1
                && page.items().stream().allMatch(item -> item.shown().text() != null)
                && page.items().stream()
                        .anyMatch(item -> item.entry().isDirectory()
                                && item.entry().name().equals(own));
    }

    private static String print(IndexPage page) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (IndexPage.Item item : page.items()) {
                String line = item.entry().name()
                        + item.entry().isDirectory()
                        + item.shown().text();
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
