package dev.voyage.archive.index;

import dev.voyage.archive.listing.ListingItem;
import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** Index pages: each name occurs once and is a valid file name; the number of refusals is bounded. */
public final class IndexPageFuzz implements FuzzTarget {

    private static final URI PAGE = URI.create("https://a.test/FTP/nustar/data/obs/00/6//60061044002/");

    @Override
    public String name() {
        return "index-page";
    }

    @Override
    public List<byte[]> seeds() {
        return Corpus.recorded("06-listing");
    }

    @Override
    public List<String> words() {
        return List.of(
                "<a href=\"",
                "<a href='",
                "<a href=",
                "\">",
                "</a>",
                "<A HREF=x>",
                "<title>Index of /</title>",
                "<title>",
                "</title>",
                "<h1>",
                "</h1>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<base href=\"/\">",
                "<pre>",
                "<td>",
                "<img src=\"/icons/folder.gif\">",
                "&amp;",
                "&#x2e;&#46;",
                "&#x110000;",
                "&#xffffffff;",
                "&nbsp;",
                "&eacute",
                "Parent Directory",
                "2020-11-06 20:20",
                "06-Nov-2020 20:20",
                "99999999T",
                "3.4K",
                "-",
                "../",
                "..",
                "?C=N;O=D",
                "a.fits",
                "b/",
                "<<<<",
                "=",
                "\u0000");
    }

    @Override
    public String take(byte[] input, Random dice) {
        var page = IndexPage.read(PAGE, new String(input, StandardCharsets.UTF_8));
        var names = new HashSet<String>();
        for (IndexPage.Item item : page.items()) {
            HrefFuzz.check(PAGE, item.entry());
            if (!names.add(item.entry().name() + item.entry().isDirectory())) {
                throw new AssertionError("twice: " + item);
            }
        }
        if (page.refused().size() > 1001) {
            throw new AssertionError(page.refused().size() + " refusals");
        }
        return page.items().size() + " "
                + page.refused().stream()
                        .map(ListingItem.Refused::reason)
                        .distinct()
                        .toList();
    }
}
