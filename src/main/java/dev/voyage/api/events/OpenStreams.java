package dev.voyage.api.events;

import dev.voyage.api.web.Pump;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The readers with open streams. When the server stops, their streams end, and the readers reconnect. */
@ApplicationScoped
public class OpenStreams {

    private final Set<Pump> open = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(Pump pump) {
        open.add(pump);
        if (stopping) {
            pump.finish();
        }
    }

    public void remove(Pump pump) {
        open.remove(pump);
    }

    public int count() {
        return open.size();
    }

    /** Whether streams end because the server stops, not because their readers disconnected. */
    boolean isStopping() {
        return stopping;
    }

    /** Completes when the server stops: requests waiting for something else are then answered with the current state. */
    public Uni<Void> stops() {
        return Uni.createFrom().emitter(emitter -> {
            Runnable tell = () -> emitter.complete(null);
            waiting.add(tell);
            emitter.onTermination(() -> waiting.remove(tell));
            if (stopping) {
                tell.run();
            }
        });
    }

    /** Runs before Quarkus waits for requests to end: streams would not end before their searches do. */
    void stop(@Observes ShutdownDelayInitiatedEvent stop) {
        endAll();
    }

    public void stop(@Observes ShutdownEvent stop) {
        endAll();
    }

    private void endAll() {
        stopping = true;
        open.forEach(Pump::finish);
        waiting.forEach(Runnable::run);
    }
}
