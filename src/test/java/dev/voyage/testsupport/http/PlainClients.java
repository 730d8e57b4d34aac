package dev.voyage.testsupport.http;

import dev.voyage.registry.RegtapClient;
import dev.voyage.resolve.SesameClient;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.robots.RobotsClient;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Typed clients without Quarkus, which generates them during the build: their requests are written out here. {@code
 * Rest…Test} runs the same tests with the generated ones.
 */
public final class PlainClients {

    private PlainClients() {}

    public static SesameClient sesame(Http http) {
        return (query, call) -> call.body(http, UpstreamRequest.get(query));
    }

    public static RegtapClient regtap(Http http) {
        return (tap, mostRows, adql, call) -> call.head(
                http,
                UpstreamRequest.post(
                        URI.create(tap + "/sync"),
                        List.of(
                                Map.entry("REQUEST", "doQuery"),
                                Map.entry("LANG", "ADQL"),
                                Map.entry("MAXREC", String.valueOf(mostRows)),
                                Map.entry("QUERY", adql))));
    }

    public static RobotsClient robots(Http http) {
        return (origin, call) -> call.head(http, UpstreamRequest.get(URI.create(origin + "/robots.txt")));
    }
}
