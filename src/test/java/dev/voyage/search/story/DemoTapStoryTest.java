package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.DemoRig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand targets at the embedded archive: the same rows by TAP as by cone searches, with a hundredth of the requests. */
class DemoTapStoryTest {

    private static final int TARGETS = 1000;

    @TempDir
    Path directory;

    private DemoRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new DemoRig(Files.createDirectory(directory.resolve("data")), Duration.ZERO);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Around 3C 105, NGC 4151, Vela and the Bullet Cluster, where the archive has something, from near to far, and elsewhere. */
    private static List<Target> targets(int count) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double step = i / 1000.0;
            targets.add(new Target(
                    null,
                    switch (i % 5) {
                        case 0 -> new SkyPosition(61.8186 + step, 3.7071 + step / 2);
                        case 1 -> new SkyPosition(182.6358 - step, 39.4057 + step / 3);
                        case 2 -> new SkyPosition(128.84 + step, -45.18 + step);
                        case 3 -> new SkyPosition(104.6 + step, -55.95 + step / 4);
                        default -> new SkyPosition(i * 0.36, i * 0.09 - 45);
                    }));
        }
        return targets;
    }

    private static SearchRequest request(int count, String catalogue, String where, Action action, Via via) {
        return new SearchRequest(
                        targets(count),
                        List.of(catalogue),
                        0.3,
                        where,
                        List.of(),
                        List.of(),
                        action,
                        SourcePreference.AUTO)
                .withVia(via);
    }

    /** Target and observation of each row, and the cells that cone searches have too. */
    private static Map<String, String> rows(Told told, boolean onlySelected) {
        Map<String, String> rows = new TreeMap<>();
        for (JsonNode row : told.of("observation.found")) {
            if (!onlySelected || row.path("selected").asBoolean()) {
                String key = row.path("target").asText() + " "
                        + row.path("observation").asText();
                assertThat(rows.put(key, row.path("selected") + " " + row.path("raDeg") + " " + row.path("decDeg")))
                        .as(key)
                        .isNull();
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"numaster", "nicermastr", "chanmaster"})
    void aThousandTargetsHaveTheSameRowsWithAHundredthOfTheRequests(String catalogue) {
        var tap = new Told(rig.run(request(TARGETS, catalogue, null, Action.OBSERVATIONS, Via.AUTO)));
        int byTap = rig.requests().size();
        var cones = new Told(rig.run(request(TARGETS, catalogue, null, Action.OBSERVATIONS, Via.CONE)));
        int byCones = rig.requests().size() - byTap;

        assertThat(rows(tap, false)).isEqualTo(rows(cones, false)).hasSizeGreaterThan(100);
        assertThat(tap.end()).isEqualTo(cones.end()).isEqualTo("search.completed");
        assertThat(tap.of("catalogue.searched").size()).isEqualTo(TARGETS);
        assertThat(byCones).isGreaterThanOrEqualTo(TARGETS);
        assertThat(byTap).isLessThanOrEqualTo(byCones / 100);
        assertThat(tap.of("service.found").get(0).path("via").asText()).isEqualTo("tap");
    }

    @Test
    void aConditionSelectsTheSameRows() {
        for (String where : List.of("exposure_a <= 10000", "exposure_a BETWEEN 1000 AND 6000 OR exposure_a IS NULL")) {
            var tap = new Told(rig.run(request(200, "numaster", where, Action.OBSERVATIONS, Via.TAP)));
            var cones = new Told(rig.run(request(200, "numaster", where, Action.OBSERVATIONS, Via.CONE)));

            assertThat(rows(tap, true)).isEqualTo(rows(cones, true)).isNotEmpty();
        }
    }

    @Test
    void linksAndFilesFollowAsFromCones() {
        var tap = new Told(rig.run(request(8, "numaster", null, Action.PLAN, Via.TAP)));
        var cones = new Told(rig.run(request(8, "numaster", null, Action.PLAN, Via.CONE)));

        for (String member : List.of("observations", "selected", "linked", "unavailable", "files")) {
            assertThat(tap.tally(member))
                    .as(member)
                    .isEqualTo(cones.tally(member))
                    .isPositive();
        }
        assertThat(tap.end()).isEqualTo(cones.end());
    }
}
