package dev.voyage.api;

import dev.voyage.watch.Meters;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells operators how many are being streamed to. */
@ApplicationScoped
class ReadersCounted {

    void start(@Observes StartupEvent start, Readers readers, Meters meters) {
        meters.gauge("voyage.readers", "Readers that are being streamed to", readers::count);
    }
}
