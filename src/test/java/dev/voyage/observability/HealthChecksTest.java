package dev.voyage.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthChecksTest {

    @TempDir
    Path data;

    @Test
    void readyWithRoomAndNotWithoutAndSaysWhy() {
        assertThat(HealthChecks.ready(data, 1).call().getStatus()).isEqualTo(Status.UP);
        assertThat(reason(HealthChecks.ready(data, Long.MAX_VALUE))).contains("floor", "voyage.download.disk-floor");
        assertThat(reason(HealthChecks.ready(data.resolve("gone"), 1))).contains("cannot be written");
    }

    @Test
    void aDeadJournalIsNotAlive() {
        assertThat(HealthChecks.alive(() -> true).call().getStatus()).isEqualTo(Status.UP);
        assertThat(reason(HealthChecks.alive(() -> false))).contains("writer");
        assertThat(reason(HealthChecks.started(() -> false))).contains("unfinished");
    }

    @Test
    void archivesThatAreDownAreToldButAreNoFaultOfOurs() {
        HealthCheckResponse answer = HealthChecks.upstreams(() -> Map.of("a.test", Duration.ofSeconds(7)))
                .call();

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getData().orElseThrow()).containsEntry("a.test", "left alone for 7 s yet");
    }

    private static String reason(HealthCheck check) {
        HealthCheckResponse answer = check.call();
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        return String.valueOf(answer.getData().orElseThrow().get("reason"));
    }
}
