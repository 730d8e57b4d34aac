package dev.voyage.archive.walk;

import dev.voyage.archive.index.IndexPage;
import dev.voyage.coding.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Recognises a link to a directory above, which lists that directory again. Pages without files are more often alike,
 * so those must repeat twice, unless they repeat several dates and an entry with their own name: {@code loop -> .}
 * shows {@code loop} again. Not thread-safe.
 */
final class LoopGuard {

    private final Map<List<String>, String> prints = new HashMap<>();

    boolean isLoop(DirectoryNode node, IndexPage page) {
        String print = print(page);
        prints.put(node.segments(), print);
        int alike = 0;
        for (DirectoryNode above = node.above(); above != null; above = above.above()) {
            alike += print.equals(prints.get(above.segments())) ? 1 : 0;
        }
        return alike >= (page.hasNoFiles() && !showsItself(node, page) ? 2 : 1);
    }

    private static boolean showsItself(DirectoryNode node, IndexPage page) {
        String own = node.segments().get(node.segments().size() - 1);
        return page.items().size() > 1
                && page.items().stream().allMatch(item -> item.shown().text() != null)
                && page.items().stream()
                        .anyMatch(item -> item.entry().isDirectory()
                                && item.entry().name().equals(own));
    }

    /** A fingerprint of a page's content, independent of its address. */
    static String print(IndexPage page) {
        MessageDigest digest = Sha256.digest();
        for (IndexPage.Item item : page.items()) {
            String line = item.entry().name()
                    + item.entry().isDirectory()
                    + item.shown().text()
                    + item.shown().roughBytes();
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
