package dev.voyage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every case on the page about {@code complete} names a test, and every named test exists. */
class CompletePageTest {

    private static final Path PAGE = Path.of("docs/complete.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|Fuzz)|[\\w.]+\\.test\\.js)`");

    @Test
    void everyCaseNamesTestsThatExist() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<String> cases = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| kind ") && !line.startsWith("| --- "))
                .toList();

        assertThat(cases).hasSizeGreaterThan(90).allSatisfy(line -> {
            Set<String> named = new TreeSet<>();
            TEST.matcher(line.substring(line.lastIndexOf(" | "))).results().forEach(found -> named.add(found.group(1)));
            assertThat(named).as(line).isNotEmpty();
            assertThat(tests).as(line).containsAll(named);
        });
    }
}
