package dev.voyage.api.events;

import dev.voyage.observability.Metrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Reports the number of open streams as a metric. */
@ApplicationScoped
class OpenStreamsGauge {

    void start(@Observes StartupEvent start, OpenStreams readers, Metrics meters) {
        meters.gauge("voyage.readers", "Readers that are being streamed to", readers::count);
    }
}
