package dev.voyage;

import dev.voyage.api.web.RouteGroup;
import dev.voyage.cli.ProcessRole;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** Adds the plain routes and filters of the API to the server's router; a single command has none of them. */
@ApplicationScoped
class RouteWiring {

    void open(@Observes Router router, @Any Instance<RouteGroup> groups) {
        if (ProcessRole.current().serves()) {
            groups.forEach(group -> group.hang(router));
        }
    }
}
