package dev.voyage.demo;

import dev.voyage.demo.files.DemoBucket;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The embedded archive, listening on loopback only. All addresses in its documents are its own, so a search against it
 * needs no network. It serves any number of clients; nothing is written to disk.
 */
public final class DemoArchive {

    private final HttpServer server;
    private final URI base;

    private DemoArchive(HttpServer server, URI base) {
        this.server = server;
        this.base = base;
    }

    /**
     * Starts an archive that is ready for requests.
     *
     * @param port 0 for any free one
     * @param latency pause before each answer and between the rows of a cone search, so that progress is visible; zero
     *     for none
     * @return fails when the port is in use
     */
    public static Uni<DemoArchive> start(Vertx vertx, int port, Duration latency) {
        return Uni.createFrom().completionStage(() -> {
            var wire = new DemoHttpServer(vertx, latency);
            return vertx.createHttpServer(new HttpServerOptions()
                            .setMaxInitialLineLength(65_536)
                            .setHttp2ClearTextEnabled(false))
                    .requestHandler(wire::handle)
                    .listen(port, "127.0.0.1")
                    .compose(server -> open(vertx, wire, server))
                    .toCompletionStage();
        });
    }

    private static io.vertx.core.Future<DemoArchive> open(Vertx vertx, DemoHttpServer wire, HttpServer server) {
        var base = URI.create("http://127.0.0.1:" + server.actualPort());
        return vertx.executeBlocking(() -> DemoRoutes.of(base.toString())).map(routes -> {
            wire.open(routes);
            return new DemoArchive(server, base);
        });
    }

    /** Scheme, host and port, without a slash at the end. */
    public URI base() {
        return base;
    }

    /** The bases of the name resolver and its mirror, in the form of {@code voyage.resolver.urls}. */
    public List<URI> sesame() {
        return List.of(URI.create(base + "/cgi-bin/nph-sesame"), URI.create(base + "/viz-bin/nph-sesame"));
    }

    /** The TAP bases of the registry, in the form of {@code voyage.registry.urls}. */
    public List<URI> registries() {
        return List.of(URI.create(base + "/tap"));
    }

    /** The endpoint of the bucket that mirrors {@code /FTP/}; ends in a slash. */
    public URI bucket() {
        return URI.create(base + "/s3/" + DemoBucket.BUCKET + "/");
    }

    /** Closes the port and all connections. */
    public Uni<Void> stop() {
        return Uni.createFrom().completionStage(() -> server.close().toCompletionStage());
    }
}
