package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test named in SECURITY.md exists, and every line of its table names one. */
class SecurityTableTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+)\\.([a-z][A-Za-z0-9]+)`");

    @Test
    void everyAttackIsTriedByATestThatThereIs() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        var attacks = Files.readAllLines(Path.of("SECURITY.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .toList();

        assertThat(attacks).hasSizeGreaterThan(30).allSatisfy(attack -> {
            var tests = TEST.matcher(attack.substring(attack.lastIndexOf(" | ")));
            assertThat(tests.find()).as(attack).isTrue();
            do {
                assertThat(sources).as(attack).containsKey(tests.group(1));
                assertThat(sources.get(tests.group(1))).as(attack).contains("void " + tests.group(2) + "(");
            } while (tests.find());
        });
    }
}
