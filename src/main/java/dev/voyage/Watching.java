package dev.voyage;

import dev.voyage.download.DownloadConfig;
import dev.voyage.http.Http;
import dev.voyage.http.VertxHttp;
import dev.voyage.journal.Journal;
import dev.voyage.journal.Phase;
import dev.voyage.search.Searches;
import dev.voyage.watch.Checks;
import dev.voyage.watch.Meters;
import dev.voyage.watch.RequestLabels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.HealthGroup;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Puts what operators see of the program beside what {@link Wiring} has put together. */
@ApplicationScoped
class Watching {

    private static final int AFTER_ALL_OTHERS = 10_000;

    private volatile boolean recovered;

    /** Once what the last process has left goes on. */
    void start(
            @Observes @Priority(AFTER_ALL_OTHERS) StartupEvent event,
            Meters meters,
            Searches searches,
            Http http,
            VoyageConfig voyage) {
        recovered = true;
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
        meters.resting(() -> ((VertxHttp) http).resting().keySet());
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }

    @Produces
    @Singleton
    MeterFilter requestLabels() {
        return new RequestLabels();
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck alive(Journal journal) {
        return Checks.alive(journal::writes);
    }

    @Produces
    @Singleton
    @Startup
    HealthCheck started() {
        return Checks.started(() -> recovered);
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck ready(VoyageConfig voyage, DownloadConfig download) {
        return Checks.ready(voyage.data(), download.diskFloor());
    }

    @Produces
    @Singleton
    @HealthGroup("upstreams")
    HealthCheck upstreams(Http http) {
        return Checks.upstreams(((VertxHttp) http)::resting);
    }
}
