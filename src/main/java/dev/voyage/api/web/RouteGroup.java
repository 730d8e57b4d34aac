package dev.voyage.api.web;

import io.vertx.ext.web.Router;

/** Routes or filters that belong together; they are created and added only by a process that serves clients. */
public interface RouteGroup {

    /** Adds the routes, each at its place in the order. */
    void hang(Router router);
}
