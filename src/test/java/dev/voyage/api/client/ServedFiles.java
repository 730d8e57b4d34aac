package dev.voyage.api.client;

import dev.voyage.api.edge.RequestLimitsFilter;
import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.files.FilePreviews;
import dev.voyage.api.files.FileRoute;
import dev.voyage.api.files.ManifestRoutes;
import dev.voyage.api.files.PreviewConfig;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.tar.TarRoute;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.coding.PercentCoding;
import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.shelf.DirectoryShelf;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.search.Searches;
import dev.voyage.testsupport.TestStore;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.TraceSpan;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A search with completed files, and the routes that serve them, on a real server. */
public final class ServedFiles implements AutoCloseable {

    public static final Instant MODIFIED = Instant.parse("2024-05-06T07:08:09.750Z");
    private static final Duration SOON = WaitLimit.TIME;

    /** Bounds of previews. */
    private record PreviewSettings(
            MemorySize maxBytes, long maxPixels, Duration time, int atOnce, MemorySize cacheBytes)
            implements PreviewConfig {}

    private static final MemorySize MEBIBYTE = new MemorySize(BigInteger.valueOf(1 << 20));
    private static final PreviewConfig PREVIEWS = new PreviewSettings(MEBIBYTE, 1 << 20, SOON, 1, MEBIBYTE);

    public final Journal journal;
    public final Router router;
    public final SearchLookup lookup;
    public final StreamConfig config = new WatchedSearch.Settings(SOON, Duration.ofMillis(50));
    public final Client client;
    public final String id;
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final Mirror mirror;
    private final HttpServer server;

    public ServedFiles(Path directory) throws IOException {
        Clock clock = Clock.systemUTC();
        journal =
                new Journal(TestStore.in(directory), clock, executor, ProcessLock.in(directory.resolve("run"), clock));
        id = new SearchIds(clock).next();
        journal.create(new NewSearch(id, Map.of("target", "3C 105"), href(), "", null))
                .await()
                .atMost(SOON);
        mirror = new Mirror(directory.resolve("files"));
        lookup = new SearchLookup(journal);
        router = Router.router(vertx);
        var searches = new Searches(null, journal, mirror, null, clock, ApiEndpoint.SEARCH::path, TraceSpan.NONE);
        var shelf = new DirectoryShelf(mirror, 0, new BlockingExecutor(executor));
        new TarRoute(lookup, journal, searches, shelf, config).hang(router);
        new FileRoute(searches, config, new FilePreviews(config, PREVIEWS, shelf), shelf).hang(router);
        new ManifestRoutes(lookup, journal, config).hang(router);
        new RequestLimitsFilter().hang(router);
        server = WatchedSearch.await(
                vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        client = new Client(URI.create("http://127.0.0.1:" + server.actualPort()));
    }

    public int port() {
        return server.actualPort();
    }

    public String href() {
        return "/v1/searches/" + id;
    }

    public void tell(SearchEvent event) {
        journal.append(id, event).await().atMost(SOON);
    }

    static String url(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(PercentCoding::encode)
                .collect(Collectors.joining("/", "https://archive.test/FTP/", ""));
    }

    public void found(String path) {
        tell(new FileEvent.Found("1", path, url(path), null, null));
    }

    /** Adds a file to the manifest and to the disk. */
    public void here(String path, byte[] bytes) throws IOException {
        found(path);
        Path place = place(path);
        Files.createDirectories(place.getParent());
        Files.write(place, bytes);
        tell(new FileEvent.Completed(path, bytes.length, sha256(bytes), MODIFIED, "https", "", List.of("size"), 1, 1));
    }

    public Path place(String path) {
        return mirror.placeOf(URI.create(url(path)));
    }

    /** Makes all emitted events durable; the search keeps running. */
    public void settle() {
        journal.phase(id, Phase.EXECUTING).await().atMost(SOON);
    }

    public void end() {
        tell(new SearchEvent.Ended(Outcome.COMPLETE, journal.tally(id), 12, null));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    @Override
    public void close() {
        WatchedSearch.await(vertx.close());
        journal.close();
        executor.shutdown();
    }
}
