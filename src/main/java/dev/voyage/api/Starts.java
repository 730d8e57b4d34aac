package dev.voyage.api;

import dev.voyage.access.Caller;
import dev.voyage.access.Quota;
import dev.voyage.search.Started;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Begins searches, as many at once as one client may have. */
@ApplicationScoped
class Starts {

    private final Quota quota;

    Starts(Quota quota) {
        this.quota = quota;
    }

    /**
     * @param start begins it for this caller
     * @return fails with {@code TOO_MANY} where the client has too many going
     */
    Uni<Started> start(RoutingContext exchange, Function<Caller, Uni<Started>> start) {
        String client = Callers.counted(exchange);
        return Uni.createFrom().deferred(() -> {
            quota.begin(client);
            return Uni.createFrom()
                    .deferred(() -> start.apply(Callers.of(exchange)))
                    .onItem()
                    .invoke(started -> quota.begun(client, started.search().id()))
                    .onFailure()
                    .invoke(() -> quota.failed(client))
                    .onCancellation()
                    .invoke(() -> quota.failed(client));
        });
    }
}
