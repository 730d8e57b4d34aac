package dev.voyage.download;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.shelf.ObjectShelf;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.download.source.DownloadListener;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.MountMode;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.objects.BucketPlace;
import dev.voyage.objects.ObjectStore;
import dev.voyage.objects.RequestSigner;
import dev.voyage.objects.TestBucket;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.EgressPolicy;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** A downloader with all its collaborators, in a test directory; it pauses briefly and never takes a slow server for a silent one. */
public final class DownloadBench implements AutoCloseable {

    public static final Config SMALL = new Config(Duration.ZERO, 1 << 30, 0, 1 << 20);

    public record Config(
            Duration pulse,
            long largestFile,
            long diskFloor,
            long headway,
            MountMode mounted,
            int rangeConnections,
            long rangeLeastBytes,
            Duration rangeTrial)
            implements DownloadConfig {
        public Config(Duration pulse, long largestFile, long diskFloor, long headway) {
            this(pulse, largestFile, diskFloor, headway, MountMode.CLONE);
        }

        /** Each file over one connection. */
        public Config(Duration pulse, long largestFile, long diskFloor, long headway, MountMode mounted) {
            this(pulse, largestFile, diskFloor, headway, mounted, 1, 1, Duration.ZERO);
        }

        /** Files of this size over this number of connections, without a trial. */
        public Config inRanges(int connections, long leastBytes) {
            return new Config(pulse, largestFile, diskFloor, headway, mounted, connections, leastBytes, Duration.ZERO);
        }

        @Override
        public boolean durable() {
            return true;
        }
    }

    /** The mirror index in memory. */
    static final class Memory implements MirrorIndex {
        final Map<String, Known> kept = new ConcurrentHashMap<>();
        final Set<String> leaving = ConcurrentHashMap.newKeySet();
        volatile Runnable asked = () -> {}; // runs before the answer whether a file is being removed

        @Override
        public Uni<Optional<Known>> find(String mirrorPath) {
            return Uni.createFrom().item(() -> Optional.ofNullable(kept.get(mirrorPath)));
        }

        @Override
        public Uni<Void> keep(String mirrorPath, Known known) {
            return Uni.createFrom().item(() -> kept.put(mirrorPath, known)).replaceWithVoid();
        }

        @Override
        public Uni<Void> forget(List<String> mirrorPaths) {
            mirrorPaths.forEach(kept::remove);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Set<String>> contents(Set<String> sha256s) {
            return Uni.createFrom().item(() -> kept.values().stream()
                    .map(Known::sha256)
                    .filter(sha256s::contains)
                    .collect(Collectors.toSet()));
        }

        @Override
        public Uni<Boolean> isBeingRemoved(String sha256) {
            return Uni.createFrom().item(() -> {
                asked.run();
                return leaving.contains(sha256);
            });
        }
    }

    final Path files;
    public final Mirror mirror;
    final Memory manifest = new Memory();
    final ExecutorService disk = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Vertx vertx = Vertx.vertx();
    private final RetryPolicy patience;
    private final VertxHttp http;

    public DownloadBench(Path files) {
        this(files, new Mirror(files));
    }

    DownloadBench(Path files, Mirror mirror) {
        this(files, mirror, 8, WaitLimit.TIME);
    }

    /** With this many connections to a host, and this patience with a silent one. */
    DownloadBench(Path files, Mirror mirror, int connections, Duration stall) {
        this.files = files;
        this.mirror = mirror;
        var config = new UpstreamSettings(
                WaitLimit.TIME, WaitLimit.TIME, stall, 5, 4, Duration.ofMillis(1), Duration.ofMillis(20));
        patience = new RetryPolicy(config, timer);
        var limits = new UpstreamSettings.Limits(connections, 10_000, 10_000);
        http = new VertxHttp(vertx, config, limits, new EgressPolicy(List.of("127.0.0.1")), "test");
    }

    public Downloader downloader() {
        return downloader(SMALL);
    }

    public Downloader downloader(DownloadConfig config) {
        return new Downloader(http, patience, config, mirror, manifest, disk, Clock.systemUTC());
    }

    /** A downloader whose files become objects of a bucket. */
    Downloader downloader(ObjectShelf shelf) {
        return new Downloader(
                http, patience, SMALL, mirror, manifest, shelf, disk, Clock.systemUTC(), DownloadListener.NONE);
    }

    ObjectShelf shelf(BucketPlace place) {
        var signer = new RequestSigner(TestBucket.KEY, place.region(), Clock.systemUTC());
        var store = new ObjectStore(http, patience, place, signer, disk);
        return new ObjectShelf(store, manifest, new BlockingExecutor(disk), true);
    }

    /** All steps of this download, or its failure. */
    public List<TransferEvent> fetch(URI url) {
        return fetch(DownloadBench.download(url, null, null, null));
    }

    public List<TransferEvent> fetch(Download download) {
        return downloader()
                .fetch(download, RequestContext.NONE)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
    }

    public static TransferEvent.Finished finished(List<TransferEvent> steps) {
        return (TransferEvent.Finished) steps.get(steps.size() - 1);
    }

    @Override
    public void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        disk.shutdown();
        timer.shutdown();
    }

    /** A download from the archive itself, with the size and time of an exact listing. */
    public static Download download(URI url, Long bytes, Long roughBytes, Instant modified) {
        String version = bytes == null || modified == null ? null : bytes + " " + modified;
        return new Download(url, roughBytes, roughBytes, List.of(new FileSource.Web(url, bytes, version)), List.of());
    }
}
