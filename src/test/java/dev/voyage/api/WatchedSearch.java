package dev.voyage.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.journal.Instance;
import dev.voyage.journal.Journal;
import dev.voyage.journal.NewSearch;
import dev.voyage.journal.Outcome;
import dev.voyage.journal.SearchEvent;
import dev.voyage.journal.SearchIds;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/**
 * One search in a real journal, and the events route on a real server: everything but the search.
 */
final class WatchedSearch implements AutoCloseable {

    record Settings(Duration stalled, Duration heartbeat, Duration longest, int searches) implements EventsConfig {
        Settings(Duration stalled, Duration heartbeat) {
            this(stalled, heartbeat, Duration.ZERO, 50);
        }
    }

    final Vertx vertx = Vertx.vertx();
    private final CountDownLatch oneGone = new CountDownLatch(1);
    final Readers readers = new Readers() {
        @Override
        void remove(Pump pump) {
            super.remove(pump);
            oneGone.countDown();
        }
    };
    final Journal journal;
    final Feed feed;
    final String id;
    private final SearchIds ids = new SearchIds(Clock.systemUTC());
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    WatchedSearch(Path directory, Settings settings) throws IOException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:"
                + directory.resolve("voyage.db")
                + "?journal_mode=WAL&busy_timeout=10000&transaction_mode=IMMEDIATE");
        Flyway.configure().dataSource(source).load().migrate();
        Clock clock = Clock.systemUTC();
        journal =
                new Journal(source, new ObjectMapper(), clock, executor, Instance.in(directory.resolve("run"), clock));
        id = another();
        var router = Router.router(vertx);
        feed = new Feed(journal, readers, settings);
        new EventsRoute(feed, journal).hang(router);
        new SeveralRoute(feed, settings).hang(router);
        new Border().hang(router);
        server = vertx.createHttpServer().requestHandler(router);
        await(server.listen(0, "127.0.0.1"));
    }

    /** One more search; the id of it. */
    String another() {
        String fresh = ids.next();
        journal.create(new NewSearch(fresh, Map.of("target", "x"), "/v1/searches/" + fresh, "", null))
                .await()
                .atMost(Duration.ofSeconds(20));
        return fresh;
    }

    void append(SearchEvent event) {
        append(id, event);
    }

    void append(String search, SearchEvent event) {
        journal.append(search, event).await().atMost(Duration.ofSeconds(20));
    }

    void degraded(int times) {
        degraded(id, times);
    }

    void degraded(String search, int times) {
        for (int i = 0; i < times; i++) {
            append(search, new SearchEvent.UpstreamDegraded("archive.test", "event " + i));
        }
    }

    void end() {
        end(id);
    }

    void end(String search) {
        append(search, new SearchEvent.Ended(Outcome.COMPLETE, journal.tally(search), 12, null));
    }

    void awaitOneGone() throws InterruptedException {
        if (!oneGone.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("every reader is still there");
        }
    }

    int port() {
        return server.actualPort();
    }

    /** The events of these on one connection. */
    static String path(String... searches) {
        return "/v1/events?search=" + String.join("&search=", searches);
    }

    String path() {
        return "/v1/searches/" + id + "/events";
    }

    /** The whole answer; of a stream, once it has ended. */
    HttpResponse<String> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        return send("GET", pathAndQuery, headers);
    }

    HttpResponse<String> send(String method, String pathAndQuery, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + pathAndQuery))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
        journal.close();
        executor.shutdown();
    }
}
