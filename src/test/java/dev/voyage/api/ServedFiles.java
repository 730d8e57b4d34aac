package dev.voyage.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.download.Mirror;
import dev.voyage.http.Urls;
import dev.voyage.journal.FileEvent;
import dev.voyage.journal.Instance;
import dev.voyage.journal.Journal;
import dev.voyage.journal.NewSearch;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.Phase;
import dev.voyage.journal.SearchEvent;
import dev.voyage.journal.SearchIds;
import dev.voyage.search.Searches;
import dev.voyage.testsupport.TestStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
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

/** A search whose files are said to be here, and the routes that hand them out, on a real server. */
final class ServedFiles implements AutoCloseable {

    static final Instant MODIFIED = Instant.parse("2024-05-06T07:08:09.750Z");
    private static final Duration SOON = Duration.ofSeconds(20);

    final Journal journal;
    final Router router;
    final Feed feed;
    final EventsConfig config = new WatchedSearch.Settings(SOON, Duration.ofMillis(50));
    final Client client;
    final String id;
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final Mirror mirror;
    private final HttpServer server;

    ServedFiles(Path directory) throws IOException {
        Clock clock = Clock.systemUTC();
        journal = new Journal(
                TestStore.in(directory),
                new ObjectMapper(),
                clock,
                executor,
                Instance.in(directory.resolve("run"), clock));
        id = new SearchIds(clock).next();
        journal.create(new NewSearch(id, Map.of("target", "3C 105"), href(), "", null))
                .await()
                .atMost(SOON);
        mirror = new Mirror(directory.resolve("files"));
        feed = new Feed(journal, new Readers(), config);
        router = Router.router(vertx);
        var searches = new Searches(null, journal, mirror, null, clock);
        new ArchiveRoute(feed, journal, searches, config).hang(router);
        new FileRoute(searches, config).hang(router);
        new ManifestRoutes(feed, journal, config).hang(router);
        new Border().hang(router);
        server = WatchedSearch.await(
                vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        client = new Client(URI.create("http://127.0.0.1:" + server.actualPort()));
    }

    int port() {
        return server.actualPort();
    }

    String href() {
        return "/v1/searches/" + id;
    }

    void tell(SearchEvent event) {
        journal.append(id, event).await().atMost(SOON);
    }

    static String url(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(Urls::encode)
                .collect(Collectors.joining("/", "https://archive.test/FTP/", ""));
    }

    void found(String path) {
        tell(new FileEvent.Found("1", path, url(path), null, null));
    }

    /** The file is here, in the manifest and on disk. */
    void here(String path, byte[] bytes) throws IOException {
        found(path);
        Path place = place(path);
        Files.createDirectories(place.getParent());
        Files.write(place, bytes);
        tell(new FileEvent.Completed(path, bytes.length, sha256(bytes), MODIFIED, "https", "", List.of("size"), 1, 1));
    }

    Path place(String path) {
        return mirror.placeOf(URI.create(url(path)));
    }

    /** What was told is durable: the search runs on, and readers see it. */
    void settle() {
        journal.phase(id, Phase.EXECUTING).await().atMost(SOON);
    }

    void end() {
        tell(new SearchEvent.Ended(Outcome.COMPLETE, journal.tally(id), 12, null));
    }

    static String sha256(byte[] bytes) {
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
