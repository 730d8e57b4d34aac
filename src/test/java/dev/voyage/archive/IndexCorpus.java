package dev.voyage.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.archive.index.IndexPage;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.DirectoryNode;
import dev.voyage.archive.walk.IndexWalk;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Fixtures;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The index pages that {@code src/lab/indexes/indexes.py} recorded from real servers of one tree of files with unusual
 * names, replayed from memory.
 */
public final class IndexCorpus {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHORITY = "http://archive.test";
    private static final ListingConfig USUAL = new Config(4, 20, 200_000, 20_000, 1 << 24);

    private final JsonNode served;

    public record Config(int concurrency, int depth, int entries, int pages, int pageBytes) implements ListingConfig {}

    /** The result of a walk. Links to directories without a slash are followed, as in a search. */
    record Outcome(
            Map<String, ListingItem.RemoteFile> files,
            List<ListingItem.Refused> refused,
            List<ListingItem.Failed> failed) {}

    IndexCorpus(String server) {
        served = json(server);
    }

    /** The size and modification time of each file of the tree, by path. */
    static Map<String, long[]> tree() {
        var files = new LinkedHashMap<String, long[]>();
        json("tree")
                .path("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), new long[] {
                    file.getValue().get(0).longValue(), file.getValue().get(1).longValue()
                }));
        return files;
    }

    /** The files that the server returns byte for byte. */
    Set<String> gives() {
        var gives = new HashSet<String>();
        served.path("gives").forEach(path -> gives.add(path.textValue()));
        return gives;
    }

    String page(String directory) {
        return served.path("directories").path(directory).path(2).textValue();
    }

    /** The directories that the server cannot list. */
    Set<String> broken() {
        var broken = new HashSet<String>();
        served.path("directories").properties().forEach(page -> {
            if (page.getValue().path(0).intValue() != 200) {
                broken.add(page.getKey());
            }
        });
        return broken;
    }

    Outcome walk() {
        var outcome = new Outcome(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        walk(AUTHORITY + served.path("prefix").textValue() + "obs/", "", outcome);
        return outcome;
    }

    private void walk(String url, String above, Outcome outcome) {
        DirectoryNode top = DirectoryNode.top(URI.create(url));
        List<ListingItem> found = new IndexWalk(top, USUAL, this::read)
                .run()
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
        for (ListingItem listed : found) {
            if (listed instanceof ListingItem.Directory directory) {
                outcome.refused().addAll(directory.refused());
            } else if (listed instanceof ListingItem.Failed failed) {
                outcome.failed().add(failed);
            } else if (listed instanceof ListingItem.RemoteFile file) {
                String path = above + file.path().substring(file.path().indexOf('/') + 1);
                JsonNode slashless = served.path("slashless").path(path + "/");
                if (slashless.isMissingNode()) {
                    outcome.files().put(path, file);
                } else { // the response is a redirect to the slash, or the page
                    walk(file.url() + "/", path + "/", outcome);
                }
            }
        }
    }

    private Uni<IndexPage> read(DirectoryNode node, URI url) {
        List<String> way = node.segments()
                .subList(node.segments().indexOf("obs") + 1, node.segments().size());
        String directory = way.isEmpty() ? "" : String.join("/", way) + "/";
        JsonNode page = served.path("directories").path(directory);
        return Uni.createFrom().item(() -> {
            if (page.path(0).intValue() != 200) {
                throw Problem.of(ProblemType.REFUSED, "answered " + page.path(0));
            }
            return IndexPage.read(url, node.segments(), page.path(2).textValue());
        });
    }

    private static JsonNode json(String name) {
        try {
            return JSON.readTree(new String(Fixtures.bytes("07-indexes/" + name + ".json"), StandardCharsets.UTF_8));
        } catch (com.fasterxml.jackson.core.JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }
}
