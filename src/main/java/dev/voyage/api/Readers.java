package dev.voyage.api;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who are being streamed to. When the server stops, their streams end, and they come back.
 */
@ApplicationScoped
class Readers {

    private final Set<Pump> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(Pump pump) {
        open.add(pump);
        if (stopping) {
            pump.finish();
        }
    }

    void remove(Pump pump) {
        open.remove(pump);
    }

    int count() {
        return open.size();
    }

    /** Whether streams end because we stop, not because their readers went away. */
    boolean isStopping() {
        return stopping;
    }

    /** Before Quarkus waits for requests to end: these would not, for as long as their searches. */
    void stop(@Observes ShutdownDelayInitiatedEvent stop) {
        endAll();
    }

    void stop(@Observes ShutdownEvent stop) {
        endAll();
    }

    private void endAll() {
        stopping = true;
        open.forEach(Pump::finish);
    }
}
