package dev.voyage.http;

import io.vertx.core.Vertx;
import java.time.Clock;

/** What all requests share. */
record Wire(
        Vertx vertx,
        HttpConfig config,
        HostGate gate,
        Bandwidth bandwidth,
        EgressPolicy egress,
        Names names,
        String userAgent,
        Clock clock,
        Traffic traffic) {}
