package dev.voyage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every type and package that the architecture page names exists. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path BASE = Path.of("src/main/java/dev/voyage");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)*)`");
    private static final Pattern PACKAGES = Pattern.compile("(?m)^\\| `([a-z]+)`(?:, `([a-z]+)`)? \\|");
    private static final Pattern ROOM = Pattern.compile("`([a-z]+\\.[a-z]+)`");

    @SuppressWarnings("StreamResourceLeak") // closed with the concatenated stream
    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(BASE), Files.list(Path.of("src/test/java/dev/voyage")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    /** Protocol terms in the text that are not types. */
    private static final Set<String> TERMS = Set.of("Range");

    @Test
    void everyTypeExists() throws IOException {
        Set<String> named = new TreeSet<>();
        TYPE.matcher(Files.readString(PAGE)).results().forEach(found -> named.add(found.group(1)));
        named.removeAll(TERMS);

        assertThat(named).hasSizeGreaterThan(60);
        assertThat(sources()).containsAll(named);
    }

    @Test
    void everyPackageIsDescribedAndEveryDescribedPackageExists() throws IOException {
        Set<String> named = new TreeSet<>();
        PACKAGES.matcher(Files.readString(PAGE)).results().forEach(found -> {
            named.add(found.group(1));
            if (found.group(2) != null) {
                named.add(found.group(2));
            }
        });
        try (Stream<Path> packages = Files.list(BASE)) {
            assertThat(packages.filter(Files::isDirectory)
                            .map(directory -> directory.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
        ROOM.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1).replace('.', '/'))
                .filter(room -> named.contains(room.substring(0, room.indexOf('/')))) // other names are event types
                .forEach(room -> assertThat(BASE.resolve(room)).isDirectory());
    }
}
