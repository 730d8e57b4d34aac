package dev.voyage.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Dashboard and alerts use only existing metrics: those of the table in docs/operating.md, which WatchingStoryTest
 * compares with the running program.
 */
class DeployedMetricsTest {

    private static final Path TABLE = Path.of("docs/operating.md");
    private static final Path DASHBOARD = Path.of("deploy/monitoring/dashboard.json");
    private static final Path ALERTS = Path.of("deploy/monitoring/prometheusrule.yaml");
    private static final Pattern METRIC = Pattern.compile("\\bvoyage_[a-z_]+\\b");
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `(voyage_[a-z_]+)(?:\\{([a-z, ]+)})?` \\|", Pattern.MULTILINE);

    private static Set<String> documented() throws IOException {
        var names = new TreeSet<String>();
        var rows = DOCUMENTED.matcher(Files.readString(TABLE));
        while (rows.find()) {
            names.add(rows.group(1));
            if (isOfParts(rows.group(1))) {
                List.of("_sum", "_count", "_max").forEach(part -> names.add(rows.group(1) + part));
            }
        }
        return names;
    }

    /** Timers and summaries are exported only with suffixes. */
    private static boolean isOfParts(String name) {
        return name.endsWith("_seconds") || name.endsWith("_changes");
    }

    private static Set<String> used(Path file) throws IOException {
        var names = new TreeSet<String>();
        var found = METRIC.matcher(Files.readString(file));
        while (found.find()) {
            names.add(found.group());
        }
        return names;
    }

    @Test
    void whatIsLookedAtIsDocumented() throws IOException {
        assertThat(documented())
                .containsAll(used(DASHBOARD))
                .containsAll(used(ALERTS))
                .hasSizeGreaterThan(15);
    }

    @Test
    void thereIsOneTableOfThem() throws IOException {
        assertThat(DOCUMENTED
                        .matcher(Files.readString(Path.of("deploy/README.md")))
                        .find())
                .as("a second table, which would diverge")
                .isFalse();
    }

    @Test
    void everyDocumentedMetricIsOnTheDashboard() throws IOException {
        var missing = documented();
        missing.removeIf(name -> isOfParts(name) || name.endsWith("_sum") || name.endsWith("_count"));
        missing.removeAll(used(DASHBOARD));

        assertThat(missing).isEmpty();
    }

    @Test
    void theDashboardsPanelsHaveNumbersOfTheirOwnAndDoNotOverlap() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        var ids = new HashSet<Integer>();
        var places = new HashSet<String>();

        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asInt())).isTrue();
            JsonNode place = panel.get("gridPos");
            assertThat(places.add(place.get("x").asInt() + " " + place.get("y").asInt()))
                    .isTrue();
            assertThat(panel.get("targets")).isNotEmpty();
        }
        assertThat(ids).isNotEmpty();
    }
}
