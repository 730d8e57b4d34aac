package dev.voyage;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.cli.ProcessRole;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.lease.SearchLeases;
import dev.voyage.observability.HealthChecks;
import dev.voyage.observability.Metrics;
import dev.voyage.observability.RequestLabels;
import dev.voyage.search.Searches;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.client.VertxHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.HealthGroup;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Connects metrics, health checks and spans to the parts that {@link Wiring} has built. */
@ApplicationScoped
class ObservabilityWiring {

    private static final int AFTER_ALL_OTHERS = 10_000;

    private volatile boolean recovered;

    /** Runs when the searches of the previous process have been resumed. */
    void start(
            @Observes @Priority(AFTER_ALL_OTHERS) StartupEvent event,
            Metrics meters,
            Instance<Searches> waiting,
            Instance<Http> requests,
            Instance<Journal> journal,
            VoyageConfig voyage) {
        recovered = true;
        if (!ProcessRole.current().serves()) {
            return; // nobody reads the metrics of one command
        }
        Searches searches = waiting.get();
        var http = (VertxHttp) requests.get();
        for (Phase phase : List.of(Phase.EXECUTING, Phase.QUEUED, Phase.HELD)) {
            meters.gauge(
                    "voyage.searches",
                    "Searches of this process that have not ended",
                    () -> searches.count(phase),
                    "phase",
                    phase.name());
        }
        meters.gauge("voyage.queue.searches", "Searches that wait to begin", () -> searches.count(Phase.QUEUED));
        meters.gauge("voyage.disk.free.bytes", "Bytes free where the files go", () -> voyage.data()
                .toFile()
                .getUsableSpace());
        meters.resting(() -> http.resting().keySet());
        journal.get().leases().ifPresent(leases -> leased(meters, leases));
    }

    private static void leased(Metrics meters, SearchLeases leases) {
        meters.gauge("voyage.leases", "Searches leased to this replica", leases::held);
        meters.gauge("voyage.permits", "Requests to archives that this replica may send at once", leases::permits);
        meters.counted("voyage.takeovers", "Searches taken over from other replicas", leases::takenOver);
        meters.counted("voyage.leases.lost", "Searches left to other replicas without a stop", leases::lost);
    }

    @Produces
    @Singleton
    Metrics meters(MeterRegistry registry) {
        return new Metrics(registry);
    }

    @Produces
    @Singleton
    MeterFilter requestLabels() {
        return new RequestLabels(path -> ApiEndpoint.at(path).map(ApiEndpoint::template));
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck alive(Instance<Journal> journal) {
        return HealthChecks.alive(() -> journal.get().writes());
    }

    @Produces
    @Singleton
    @Startup
    HealthCheck started() {
        return HealthChecks.started(() -> recovered);
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck ready(VoyageConfig voyage, DownloadConfig download) {
        return HealthChecks.ready(voyage.data(), download.diskFloor());
    }

    @Produces
    @Singleton
    @HealthGroup("upstreams")
    HealthCheck upstreams(Http http) {
        return HealthChecks.upstreams(((VertxHttp) http)::resting);
    }
}
