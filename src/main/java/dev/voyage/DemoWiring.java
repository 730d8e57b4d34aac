package dev.voyage;

import dev.voyage.demo.DemoArchive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;

/** {@link Wiring} of the embedded archive. */
@ApplicationScoped
class DemoWiring {

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    @Produces
    @Singleton
    Optional<DemoArchive> demo(VoyageConfig config, Vertx vertx) {
        return config.demo() ? Optional.of(startDemo(config, vertx).await().atMost(LONGEST_START)) : Optional.empty();
    }

    /**
     * Starts on its usual port, so that a second run finds the files of the first; on a free port if that one is in
     * use.
     */
    private static Uni<DemoArchive> startDemo(VoyageConfig config, Vertx vertx) {
        return DemoArchive.start(vertx, config.demoPort(), config.demoLatency())
                .onFailure(BindException.class)
                .recoverWithUni(() -> DemoArchive.start(vertx, 0, config.demoLatency()));
    }
}
