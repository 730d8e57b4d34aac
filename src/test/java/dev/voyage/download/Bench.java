package dev.voyage.download;

import dev.voyage.http.EgressPolicy;
import dev.voyage.http.HostLimits;
import dev.voyage.http.HttpConfig;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.VertxHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A downloader with everything it needs, on a directory of the test's, with short patience. */
final class Bench implements AutoCloseable {

    static final Config SMALL = new Config(Duration.ZERO, 1 << 30, 0, 1 << 20);

    record Config(Duration pulse, long largestFile, long diskFloor, long headway, Mounting mounted)
            implements DownloadConfig {
        Config(Duration pulse, long largestFile, long diskFloor, long headway) {
            this(pulse, largestFile, diskFloor, headway, Mounting.CLONE);
        }
    }

    record Quick(
            Duration connectTimeout,
            Duration headTimeout,
            Duration stall,
            int redirects,
            int attempts,
            Duration firstPause,
            Duration longestPause)
            implements HttpConfig {}

    record Limits(int connections, int requestsPerSecond, int waiting) implements HostLimits {}

    /** What a journal would keep. */
    static final class Memory implements Manifest {
        final Map<String, Known> kept = new ConcurrentHashMap<>();

        @Override
        public Uni<Optional<Known>> find(String mirrorPath) {
            return Uni.createFrom().item(() -> Optional.ofNullable(kept.get(mirrorPath)));
        }

        @Override
        public Uni<Void> keep(String mirrorPath, Known known) {
            return Uni.createFrom().item(() -> kept.put(mirrorPath, known)).replaceWithVoid();
        }
    }

    final Path files;
    final Mirror mirror;
    final Memory manifest = new Memory();
    final ExecutorService disk = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Vertx vertx = Vertx.vertx();
    private final Patience patience;
    private final VertxHttp http;

    Bench(Path files) {
        this.files = files;
        mirror = new Mirror(files);
        var config = new Quick(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(700),
                5,
                4,
                Duration.ofMillis(1),
                Duration.ofMillis(20));
        patience = new Patience(config, timer);
        var limits = new Limits(8, 10_000, 10_000);
        http = new VertxHttp(vertx, config, limits, new EgressPolicy(List.of("127.0.0.1")), "test");
    }

    Downloader downloader() {
        return downloader(SMALL);
    }

    Downloader downloader(DownloadConfig config) {
        return new Downloader(http, patience, config, mirror, manifest, disk, Clock.systemUTC());
    }

    /** All steps of fetching this, or its failure. */
    List<Transfer> fetch(URI url) {
        return fetch(Bench.download(url, null, null, null));
    }

    List<Transfer> fetch(Download download) {
        return downloader()
                .fetch(download, Notices.NONE)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    static Transfer.Finished finished(List<Transfer> steps) {
        return (Transfer.Finished) steps.get(steps.size() - 1);
    }

    @Override
    public void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        disk.shutdown();
        timer.shutdown();
    }

    /** From the archive itself, with what an exact listing says of it. */
    static Download download(URI url, Long bytes, Long roughBytes, Instant modified) {
        String version = bytes == null || modified == null ? null : bytes + " " + modified;
        return new Download(url, roughBytes, roughBytes, List.of(new Way.Web(url, bytes, version)), List.of());
    }
}
