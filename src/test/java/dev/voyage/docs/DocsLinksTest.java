package dev.voyage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link in the documentation leads to a file, and every anchor to a heading, as GitHub renders them. */
class DocsLinksTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$");

    @SuppressWarnings("StreamResourceLeak") // closed with the concatenated stream
    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.list(Path.of(".")),
                Stream.of("docs", "deploy", "findings", "src/bench", "src/lab").flatMap(DocsLinksTest::walk))) {
            return files.map(Path::normalize)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @SuppressWarnings("StreamResourceLeak") // closed with the concatenated stream
    private static Stream<Path> walk(String directory) {
        try {
            return Files.walk(Path.of(directory));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Lines outside of code blocks, with or without their code spans. */
    private static List<String> prose(Path page, boolean withCode) throws IOException {
        var fenced = new boolean[1];
        return Files.readAllLines(page).stream()
                .filter(line -> {
                    boolean fence = line.startsWith("```");
                    fenced[0] ^= fence;
                    return !fence && !fenced[0];
                })
                .map(line -> withCode ? line : CODE_SPAN.matcher(line).replaceAll(""))
                .toList();
    }

    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : prose(page, true)) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                String slug = slug(heading.group(1));
                int before = seen.merge(slug, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? slug : slug + "-" + before);
            }
        }
        return anchors;
    }

    /** Lower case, without punctuation, spaces as hyphens. */
    private static String slug(String heading) {
        return heading.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsSomewhere(Path page) throws IOException {
        for (String line : prose(page, false)) {
            var link = LINK.matcher(line);
            while (link.find()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*")) {
                    leadsSomewhere(page, target);
                }
            }
        }
    }

    private static void leadsSomewhere(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path directory = page.toAbsolutePath().getParent();
        Path file = parts[0].isEmpty() ? page : directory.resolve(parts[0]).normalize();
        assertThat(file).as("%s: %s", page, target).exists();
        if (parts.length == 2) {
            assertThat(anchors(file)).as("%s: %s", page, target).contains(parts[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasOneTitleAndClosedBlocks(Path page) throws IOException {
        assertThat(prose(page, true).stream().filter(line -> line.startsWith("# ")))
                .as(page.toString())
                .hasSize(1);
        assertThat(Files.readAllLines(page).stream()
                                .filter(line -> line.startsWith("```"))
                                .count()
                        % 2)
                .as(page.toString())
                .isZero();
    }

    @Test
    void everyPageOfDocsIsReachableFromTheReadme() throws IOException {
        Set<Path> reached = new HashSet<>();
        reach(Path.of("README.md"), reached);

        assertThat(reached)
                .containsAll(pages().stream()
                        .filter(page -> page.startsWith("docs") || page.startsWith("deploy"))
                        .toList());
    }

    private static void reach(Path page, Set<Path> reached) throws IOException {
        if (!reached.add(page)) {
            return;
        }
        Path directory = page.getParent() == null ? Path.of("") : page.getParent();
        for (String line : prose(page, false)) {
            var link = LINK.matcher(line);
            while (link.find()) {
                Path target =
                        directory.resolve(link.group(1).replaceAll("#.*", "")).normalize();
                if (target.toString().endsWith(".md") && Files.exists(target)) {
                    reach(target, reached);
                }
            }
        }
    }
}
