package dev.voyage.observability;

import dev.voyage.download.source.DownloadListener;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.store.JournalListener;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.UpstreamMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Metrics for operators, as listed in docs/operating.md: names and labels are public, and no label has more than about
 * fifty values. Metrics with labels known in advance are present with 0 from the start.
 */
public final class Metrics implements UpstreamMetrics, DownloadListener, JournalListener {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final HostLabels hosts = new HostLabels();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicInteger transfers = new AtomicInteger();
    private final Set<String> everRested = ConcurrentHashMap.newKeySet();
    private final Timer commits;
    private final DistributionSummary changes;
    private final Timer lag;
    private final Counter rows;
    private volatile Supplier<Set<String>> resting = Set::of;

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        rows = Counter.builder("voyage.rows")
                .description("Rows read of catalogues")
                .register(registry);
        commits = Timer.builder("voyage.journal.commit")
                .description("Transactions of the journal")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        changes = DistributionSummary.builder("voyage.journal.commit.changes")
                .description("Events and other changes in one transaction")
                .register(registry);
        lag = Timer.builder("voyage.event.lag")
                .description("From an event's append until readers can have it")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Gauge.builder("voyage.transfers.active", transfers, AtomicInteger::get)
                .description("Files under way")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            ended(outcome);
        }
        for (String outcome : new String[] {"linked", "unavailable", "failed"}) {
            lookup(outcome);
        }
        for (String outcome : new String[] {"completed", "skipped", "excluded", "failed"}) {
            file(outcome);
        }
    }

    /** Registers a gauge that reads its value at each scrape. */
    public void gauge(String name, String description, Supplier<Number> value, String... labels) {
        Gauge.builder(name, value).description(description).tags(labels).register(registry);
    }

    /** Registers a counter that reads its value at each scrape. */
    public void counted(String name, String description, Supplier<Number> value) {
        FunctionCounter.builder(name, value, it -> it.get().doubleValue())
                .description(description)
                .register(registry);
    }

    /** Registers a gauge of the hosts with an open circuit breaker, for the hosts that have had one since the start. */
    public void resting(Supplier<Set<String>> hostsThatRest) {
        resting = hostsThatRest;
    }

    @Override
    public void committed(int count, Duration took) {
        commits.record(took);
        changes.record(count);
    }

    @Override
    public void shown(SearchEvent event, Duration since) {
        lag.record(since);
        if (event instanceof ObservationEvent.Found) {
            rows.increment();
        } else if (event instanceof ObservationEvent.Linked linked) {
            lookup("linked").increment();
            linked.directories().forEach(directory -> counter(
                            "voyage.link.rules",
                            "Directories found, by the rule that took their links for such",
                            "rule",
                            directory.rule())
                    .increment());
        } else if (event instanceof ObservationEvent.Unavailable) {
            lookup("unavailable").increment();
        } else if (event instanceof ObservationEvent.Failed) {
            lookup("failed").increment();
        } else if (event instanceof FileEvent.Completed) {
            file("completed").increment();
        } else if (event instanceof FileEvent.Skipped skipped) {
            file(skipped.isExcluded() ? "excluded" : "skipped").increment();
        } else if (event instanceof FileEvent.Failed failed && !failed.willRetry()) {
            file("failed").increment();
        } else if (event instanceof SearchEvent.Ended end) {
            ended(end.outcome()).increment();
        }
    }

    private Counter lookup(String outcome) {
        return counter("voyage.lookups", "Observations whose links were looked up", "outcome", outcome);
    }

    private Counter file(String outcome) {
        return counter("voyage.files", "Files that have ended", "outcome", outcome);
    }

    private Counter ended(Outcome outcome) {
        return counter("voyage.searches.ended", "Searches that have ended", "outcome", outcome.word());
    }

    @Override
    public void begun() {
        transfers.incrementAndGet();
    }

    @Override
    public void received(String source, long bytes) {
        counter("voyage.bytes.received", "Bytes of files that came", "source", source)
                .increment((double) bytes);
    }

    @Override
    public void ended() {
        transfers.decrementAndGet();
    }

    @Override
    public void throttled(String host) {
        counter("voyage.upstream.throttled", "Answers 429 and 503", "host", hosts.label(host))
                .increment();
    }

    @Override
    public void retried(String host, ProblemType why) {
        String kind = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        counter("voyage.upstream.retries", "Requests tried again", "host", hosts.label(host), "kind", kind)
                .increment();
    }

    @Override
    public void rests(String host) {
        String label = hosts.label(host);
        if (everRested.add(label)) {
            gauge("voyage.upstream.resting", "Hosts left alone now", () -> resting(label), "host", label);
        }
    }

    private long resting(String label) {
        return resting.get().stream()
                .filter(host -> hosts.label(host).equals(label))
                .count();
    }

    /** Keep the returned counter: looking it up here again costs more than counting. */
    private Counter counter(String name, String description, String... labels) {
        return counters.computeIfAbsent(name + ' ' + String.join(" ", labels), first -> Counter.builder(name)
                .description(description)
                .tags(labels)
                .register(registry));
    }
}
