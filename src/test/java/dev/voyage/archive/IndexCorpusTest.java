package dev.voyage.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.archive.listing.PathSegments;
import dev.voyage.testsupport.Fixtures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** More than two hundred index pages of more than forty servers, compared with the directories that they show. */
class IndexCorpusTest {

    private static final Map<String, long[]> TREE = IndexCorpus.tree();

    /**
     * Servers that write names into HTML without escaping: the page contains another name, for browsers too. The search
     * requests that name, gets 404, and ends partial.
     */
    private static final Map<String, Map<String, String>> MISNAMED = Map.of(
            "aiohttp", Map.of("uml\u00e4ut&co/quote\"s.txt", "uml\u00e4ut&co/quote"),
            "serve", Map.of("amp&lt;and&co.txt", "amp<and&co.txt"),
            "serve-handler", Map.of("amp&lt;and&co.txt", "amp<and&co.txt"),
            "undertow", Map.of("uml\u00e4ut&co/apos'trophe.txt", "uml\u00e4ut&co/apos"),
            "vertx", Map.of("uml\u00e4ut&co/quote\"s.txt", "uml\u00e4ut&co/quote"));

    static Stream<String> servers() {
        return Arrays.stream(Fixtures.names("07-indexes"))
                .filter(name -> name.endsWith(".json") && !name.equals("tree.json"))
                .map(name -> name.substring(0, name.length() - ".json".length()))
                .sorted();
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(servers().toList()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(servers()
                        .mapToLong(
                                server -> 6 - new IndexCorpus(server).broken().size())
                        .sum())
                .isGreaterThanOrEqualTo(220);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void exactlyTheFilesThatItsPagesShowAreFound(String server) {
        var corpus = new IndexCorpus(server);
        var shown = TREE.keySet().stream().filter(path -> isShown(corpus, path)).collect(Collectors.toSet());

        IndexCorpus.Outcome outcome = corpus.walk();

        var lost = new TreeSet<>(shown);
        lost.removeAll(outcome.files().keySet());
        var invented = new TreeSet<>(outcome.files().keySet());
        invented.removeAll(shown);
        assertThat(lost).isEqualTo(MISNAMED.getOrDefault(server, Map.of()).keySet());
        assertThat(invented)
                .containsExactlyInAnyOrderElementsOf(
                        MISNAMED.getOrDefault(server, Map.of()).values());
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.failed()).hasSameSizeAs(corpus.broken());
        var unseen = new HashSet<>(TREE.keySet());
        unseen.removeAll(shown);
        unseen.removeIf(path -> isBelow(corpus.broken(), path));
        // .hidden is excluded deliberately, "trailing." by WEBrick
        assertThat(unseen).isSubsetOf(".hidden", "events/trailing.", "index.html.gz");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void eachFileIsAskedForUnderItsOwnName(String server) {
        new IndexCorpus(server).walk().files().forEach((path, file) -> {
            List<String> asked = PathSegments.of(file.url().getRawPath());
            assertThat(String.join("/", asked.subList(asked.indexOf("obs") + 1, asked.size())))
                    .isEqualTo(path);
            assertThat(file.url().getRawQuery()).isNull();
            assertThat(file.url().getRawFragment()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatIsShownBelongsToTheFileInWhoseRowItStands(String server) {
        var found = new IndexCorpus(server).walk().files();
        found.keySet().retainAll(TREE.keySet());
        found.forEach((path, file) -> {
            long bytes = TREE.get(path)[0];
            if (file.roughBytes() != null) {
                assertThat(file.leastBytes()).as(path).isLessThanOrEqualTo(bytes);
                assertThat((double) file.roughBytes())
                        .as("%s %s", path, file.listedAs())
                        .isBetween(bytes * 0.65 - 1024, bytes * 1.3 + 1024);
            }
            if (file.listedAs() != null) {
                var time = Instant.ofEpochSecond(TREE.get(path)[1]).atOffset(ZoneOffset.UTC);
                assertThat(file.listedAs()).as(path).contains(String.format(Locale.ROOT, ":%02d", time.getMinute()));
            }
        });
    }

    private static boolean isShown(IndexCorpus corpus, String path) {
        int slash = path.lastIndexOf('/') + 1;
        String directory = path.substring(0, slash);
        if (isBelow(corpus.broken(), path)) {
            return false;
        }
        String page = corpus.page(directory).replace("&#x2e;", ".");
        return switch (path) {
            case ".hidden" -> page.contains("hidden\"") || page.contains("hidden'");
            case "events/trailing." -> page.contains("trailing.");
            default -> true;
        };
    }

    private static boolean isBelow(java.util.Set<String> directories, String path) {
        return directories.stream().anyMatch(path::startsWith);
    }
}
