package dev.voyage.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.Clock;

/** What all requests share. */
record Wire(
        Vertx vertx,
        HttpClient client,
        HttpConfig config,
        HostGate gate,
        EgressPolicy egress,
        Names names,
        String userAgent,
        Clock clock) {}
