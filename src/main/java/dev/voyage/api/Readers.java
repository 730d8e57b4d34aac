package dev.voyage.api;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
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
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
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

    /** Completes when the server stops: whoever waits for something else is answered with what there is. */
    Uni<Void> stops() {
        return Uni.createFrom().emitter(emitter -> {
            Runnable tell = () -> emitter.complete(null);
            waiting.add(tell);
            emitter.onTermination(() -> waiting.remove(tell));
            if (stopping) {
                tell.run();
            }
        });
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
        waiting.forEach(Runnable::run);
    }
}
