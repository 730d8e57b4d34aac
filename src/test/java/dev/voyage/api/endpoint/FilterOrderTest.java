package dev.voyage.api.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The filters run in the order of the table. */
class FilterOrderTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "voyage");
    private static final Pattern HUNG = Pattern.compile("\\.order\\(([^()]+)(?:\\(\\))?\\)");

    @Test
    void linesStandInTheirOrder() {
        int[] orders =
                Arrays.stream(FilterOrder.values()).mapToInt(FilterOrder::order).toArray();

        assertThat(orders).isSorted().doesNotHaveDuplicates();
        assertThat(orders[orders.length - 1]).isNegative(); // before resources and static files
    }

    @Test
    void everyLineIsUsedOnceAndNoFilterHasAnOrderOfItsOwn() throws IOException {
        List<String> used;
        try (Stream<Path> files = Files.walk(SOURCES.resolve("api"))) {
            used = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> HUNG.matcher(text(file)).results())
                    .map(MatchResult::group)
                    .toList();
        }

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FilterOrder.values())
                        .map(line -> ".order(FilterOrder." + line + ".order())")
                        .toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
