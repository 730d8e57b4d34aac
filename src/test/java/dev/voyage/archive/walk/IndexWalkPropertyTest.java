package dev.voyage.archive.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.archive.IndexCorpus;
import dev.voyage.archive.IndexForms;
import dev.voyage.archive.index.AnchorScanner.Closing;
import dev.voyage.archive.index.IndexPage;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * For every tree and every style of page: a walk without failures and refusals has found exactly the existing files,
 * each with a working address.
 */
class IndexWalkPropertyTest {

    private static final IndexCorpus.Config SMALL = new IndexCorpus.Config(2, 6, 500, 200, 1 << 20);

    @Property(tries = 400)
    void aWalkWithoutAComplaintHasFoundEveryFile(@ForAll long seed) {
        var dice = new Random(seed);
        var site = new IndexForms(dice);
        boolean complete = true;
        Map<String, URI> found = new TreeMap<>();
        try {
            var top = DirectoryNode.top(URI.create("http://archive.test:8080/obs/"));
            List<ListingItem> all = new IndexWalk(top, SMALL, (node, url) -> read(site, node, url, dice))
                    .run()
                    .collect()
                    .asList()
                    .await()
                    .atMost(WaitLimit.TIME);
            for (ListingItem listed : all) {
                if (listed instanceof ListingItem.RemoteFile file) {
                    assertThat(found.put(file.path().substring("obs/".length()), file.url()))
                            .as(file.path())
                            .isNull();
                }
                complete &= !(listed instanceof ListingItem.Failed);
                complete &= !(listed instanceof ListingItem.Directory page)
                        || page.refused().isEmpty();
            }
        } catch (Problem noIndex) {
            complete = false;
        }
        var brought = new HashMap<String, String>();
        for (var file : found.entrySet()) {
            String bytes = site.bytes(file.getValue());
            complete &= bytes != null; // a file that cannot be downloaded fails, and the search ends partial
            brought.put(file.getKey(), bytes);
        }
        Statistics.label("complete").collect(complete);
        if (complete) {
            assertThat(brought).isEqualTo(site.files());
        }
    }

    /** Reads a page as {@link HttpArchive} does without a Content-Length. */
    private static Uni<IndexPage> read(IndexForms site, DirectoryNode node, URI url, Random dice) {
        return Uni.createFrom().item(() -> {
            String html = site.page(url);
            if (dice.nextInt(12) == 0) {
                html = html.substring(0, dice.nextInt(html.length() + 1));
            }
            var page = IndexPage.read(url, node.segments(), html);
            if (page.closing() != Closing.CLOSED) {
                throw Problem.of(ProblemType.CORRUPT, "the listing breaks off");
            }
            return page;
        });
    }
}
