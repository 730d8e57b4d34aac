package dev.voyage.demo;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The embedded archive, listening on loopback only. Every document it gives carries its own
 * addresses, so a search against it needs no network. It answers any number of clients; nothing is
 * written to disk.
 */
public final class DemoArchive {

    private final HttpServer server;
    private final URI base;

    private DemoArchive(HttpServer server, URI base) {
        this.server = server;
        this.base = base;
    }

    /**
     * An archive that answers from now on.
     *
     * @param port 0 for any free one
     * @param latency waited before each answer and between the rows of a cone search, so that a
     *     watcher sees things happen; zero for none
     * @return fails when the port is taken
     */
    public static Uni<DemoArchive> start(Vertx vertx, int port, Duration latency) {
        return Uni.createFrom().completionStage(() -> {
            var wire = new Wire(vertx, latency);
            return vertx.createHttpServer(new HttpServerOptions()
                            .setMaxInitialLineLength(65_536)
                            .setHttp2ClearTextEnabled(false))
                    .requestHandler(wire::handle)
                    .listen(port, "127.0.0.1")
                    .compose(server -> open(vertx, wire, server))
                    .toCompletionStage();
        });
    }

    private static io.vertx.core.Future<DemoArchive> open(Vertx vertx, Wire wire, HttpServer server) {
        var base = URI.create("http://127.0.0.1:" + server.actualPort());
        return vertx.executeBlocking(() -> Routes.of(base.toString())).map(routes -> {
            wire.open(routes);
            return new DemoArchive(server, base);
        });
    }

    /** Scheme, host and port, without a slash at the end. */
    public URI base() {
        return base;
    }

    /**
     * The bases of the name resolver and its mirror, as {@code voyage.resolver.urls} wants them.
     */
    public List<URI> sesame() {
        return List.of(URI.create(base + "/cgi-bin/nph-sesame"), URI.create(base + "/viz-bin/nph-sesame"));
    }

    /** The TAP bases of the registry, as {@code voyage.registry.urls} wants them. */
    public List<URI> registries() {
        return List.of(URI.create(base + "/tap"));
    }

    /** What {@code /FTP/} is mirrored to: the bucket's endpoint, ends in a slash. */
    public URI bucket() {
        return URI.create(base + "/s3/" + S3.BUCKET + "/");
    }

    /** Closes the port and all connections. */
    public Uni<Void> stop() {
        return Uni.createFrom().completionStage(() -> server.close().toCompletionStage());
    }
}
