package dev.voyage.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.problem.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Metrics meters = new Metrics(registry);

    private double count(String name, String... labels) {
        return registry.get(name).tags(labels).counter().count();
    }

    private void shown(SearchEvent event) {
        meters.shown(event, Duration.ofMillis(3));
    }

    @Test
    void eventsAreCountedByWhatTheySay() {
        var directory = new DirectoryLink("http://x/", "archive-path", null);
        shown(new ObservationEvent.Found("A", null, null, null, true, Map.of()));
        shown(new ObservationEvent.Linked("A", List.of(directory, directory), List.of()));
        shown(new ObservationEvent.Unavailable("B", "proprietary", null, ""));
        shown(new FileEvent.Failed("f", Map.of(), true));
        shown(new FileEvent.Failed("f", Map.of(), false));
        shown(new FileEvent.Skipped("f", "unchanged"));
        shown(new FileEvent.Skipped("g", "excluded"));
        shown(new FileEvent.Skipped("h", "excluded"));
        shown(new SearchEvent.Ended(Outcome.PARTIAL, Tally.ZERO, 1, null));
        meters.committed(7, Duration.ofMillis(2));

        assertThat(count("voyage.rows")).isEqualTo(1);
        assertThat(count("voyage.lookups", "outcome", "linked")).isEqualTo(1);
        assertThat(count("voyage.lookups", "outcome", "unavailable")).isEqualTo(1);
        assertThat(count("voyage.lookups", "outcome", "failed")).isZero();
        assertThat(count("voyage.link.rules", "rule", "archive-path")).isEqualTo(2);
        assertThat(count("voyage.files", "outcome", "failed")).isEqualTo(1);
        assertThat(count("voyage.files", "outcome", "skipped")).isEqualTo(1);
        assertThat(count("voyage.files", "outcome", "excluded")).isEqualTo(2);
        assertThat(count("voyage.files", "outcome", "completed")).isZero();
        assertThat(count("voyage.searches.ended", "outcome", "partial")).isEqualTo(1);
        assertThat(count("voyage.searches.ended", "outcome", "complete")).isZero();
        assertThat(registry.get("voyage.event.lag").timer().count()).isEqualTo(9);
        assertThat(registry.get("voyage.journal.commit.changes").summary().totalAmount())
                .isEqualTo(7);
    }

    @Test
    void filesUnderWayAndTheirBytesAreCounted() {
        meters.begun();
        meters.begun();
        meters.ended();
        meters.received("s3", 5);
        meters.received("s3", 6);

        assertThat(registry.get("voyage.transfers.active").gauge().value()).isEqualTo(1);
        assertThat(count("voyage.bytes.received", "source", "s3")).isEqualTo(11);
    }

    @Test
    void strangersHostsMakeNoMoreThanSoManyLabels() {
        for (int i = 0; i < 200; i++) {
            meters.throttled("host" + i);
            meters.retried("host" + i, ProblemType.UNAVAILABLE);
        }
        meters.throttled("host0");

        assertThat(registry.get("voyage.upstream.throttled").counters()).hasSize(HostLabels.MOST + 1);
        assertThat(registry.get("voyage.upstream.retries").counters()).hasSize(HostLabels.MOST + 1);
        assertThat(count("voyage.upstream.throttled", "host", "host0")).isEqualTo(2);
        assertThat(count("voyage.upstream.throttled", "host", "other")).isEqualTo(150);
        assertThat(count("voyage.upstream.retries", "host", "host1", "kind", "unavailable"))
                .isEqualTo(1);
    }

    @Test
    void aHostThatHasRestedIsShownAndWhetherItDoesNow() {
        Set<String> resting = new HashSet<>(Set.of("a"));
        meters.resting(() -> resting);
        meters.rests("a");
        meters.rests("a");
        assertThat(registry.get("voyage.upstream.resting").gauge().value()).isEqualTo(1);

        resting.clear();
        assertThat(registry.get("voyage.upstream.resting").gauge().value()).isZero();
    }
}
