package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.search.played.DemoRig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coverage that the registry of the embedded archive gives for xtemaster. */
class DemoCoverageTest {

    @TempDir
    Path directory;

    private static Told run(DemoRig rig, Stream<SkyPosition> positions) {
        return new Told(rig.run(new SearchRequest(
                positions.map(at -> new Target(null, at)).toList(),
                List.of("xtemaster"),
                0.5,
                null,
                List.of(),
                List.of(),
                Action.OBSERVATIONS,
                SourcePreference.AUTO)));
    }

    @Test
    void onlyTargetsInsideAreSearched() throws Exception {
        try (var rig = new DemoRig(Files.createDirectory(directory.resolve("data")), Duration.ZERO)) {
            Told inside = run(rig, Stream.of(new SkyPosition(161.265, -59.6845)));
            Told outside = run(rig, Stream.of(new SkyPosition(61.8, 3.7)));
            int before = rig.requests().size();
            Told many = run(
                    rig,
                    IntStream.range(0, 40).mapToObj(i -> new SkyPosition(161.265 + 2 * i, i == 0 ? -59.6845 : 40)));

            assertThat(inside.end()).isEqualTo("search.completed");
            assertThat(inside.of("observation.found")).isNotEmpty();
            assertThat(outside.end()).isEqualTo("search.empty");
            assertThat(outside.of("catalogue.skipped")).hasSize(1);
            assertThat(many.end()).isEqualTo("search.completed");
            assertThat(many.of("catalogue.skipped")).hasSize(39);
            assertThat(many.of("observation.found")).hasSameSizeAs(inside.of("observation.found"));
            assertThat(rig.requests().stream().skip(before).map(URI::getPath))
                    .filteredOn(path -> path.contains("/cone"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
