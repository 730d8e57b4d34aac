package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.rule.LinkChoice;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries in ADQL at the embedded archive. */
class DemoAdqlTest {

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

    private static SearchRequest query(String adql, Action action) {
        return new SearchRequest(
                List.of(),
                List.of("numaster"),
                SearchRequest.NO_RADIUS,
                null,
                List.of(),
                List.of(),
                action,
                SourcePreference.AUTO,
                LinkChoice.DEFAULT,
                Via.AUTO,
                List.of(),
                adql);
    }

    private static List<String> ids(Told told) {
        return told.observations().stream().sorted().toList();
    }

    @Test
    void aConeInAdqlHasTheRowsAndFilesOfAConeSearch() {
        var cone = new Told(rig.run(new SearchRequest(
                List.of(new Target(null, new SkyPosition(61.8186, 3.7071))),
                List.of("numaster"),
                0.5,
                null,
                List.of(),
                List.of(),
                Action.PLAN,
                SourcePreference.AUTO)));
        var adql = new Told(rig.run(query(
                "SELECT * FROM numaster WHERE 1=CONTAINS(POINT('ICRS', ra, dec),"
                        + " CIRCLE('ICRS', 61.8186, 3.7071, 0.5))",
                Action.PLAN)));

        assertThat(ids(adql)).isEqualTo(ids(cone)).isNotEmpty();
        assertThat(adql.end()).isEqualTo(cone.end());
        assertThat(adql.tally("files")).isEqualTo(cone.tally("files")).isPositive();
        assertThat(adql.of("service.found").get(0).path("accessUrl").asText()).endsWith("/xamin/vo/tap");
    }

    @Test
    void anErrorIsInTheWordsOfTheService() {
        var told = new Told(rig.run(query("SELECT * FROM nowhere", Action.OBSERVATIONS)));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.last().path("problem").path("detail").asText()).contains("Could not locate table 'nowhere'");
    }
}
