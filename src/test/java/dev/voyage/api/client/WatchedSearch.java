package dev.voyage.api.client;

import dev.voyage.api.edge.RequestLimitsFilter;
import dev.voyage.api.events.EventStreams;
import dev.voyage.api.events.EventsRoute;
import dev.voyage.api.events.MultiSearchEventsRoute;
import dev.voyage.api.events.OpenStreams;
import dev.voyage.api.searches.SearchLookup;
import dev.voyage.api.web.Pump;
import dev.voyage.api.web.StreamConfig;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.testsupport.WaitLimit;
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

/** One search in a real journal, with the events route on a real server; nothing runs the search. */
public final class WatchedSearch implements AutoCloseable {

    public record Settings(Duration stalled, Duration heartbeat, Duration longest, int searches)
            implements StreamConfig {
        public Settings(Duration stalled, Duration heartbeat) {
            this(stalled, heartbeat, Duration.ZERO, 50);
        }
    }

    public final Vertx vertx = Vertx.vertx();
    private final CountDownLatch oneGone = new CountDownLatch(1);
    public final OpenStreams readers = new OpenStreams() {
        @Override
        public void remove(Pump pump) {
            super.remove(pump);
            oneGone.countDown();
        }
    };
    public final Journal journal;
    public final SearchLookup lookup;
    public final EventStreams feed;
    public final String id;
    private final SearchIds ids = new SearchIds(Clock.systemUTC());
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    public WatchedSearch(Path directory, Settings settings) throws IOException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:"
                + directory.resolve("voyage.db")
                + "?journal_mode=WAL&busy_timeout=10000&transaction_mode=IMMEDIATE");
        Flyway.configure().dataSource(source).load().migrate();
        Clock clock = Clock.systemUTC();
        journal = new Journal(source, clock, executor, ProcessLock.in(directory.resolve("run"), clock));
        id = another();
        var router = Router.router(vertx);
        lookup = new SearchLookup(journal);
        feed = new EventStreams(journal, readers, settings);
        new EventsRoute(lookup, feed, journal).hang(router);
        new MultiSearchEventsRoute(lookup, feed, settings).hang(router);
        new RequestLimitsFilter().hang(router);
        server = vertx.createHttpServer().requestHandler(router);
        await(server.listen(0, "127.0.0.1"));
    }

    /** Adds a search and returns its id. */
    public String another() {
        String fresh = ids.next();
        journal.create(new NewSearch(fresh, Map.of("target", "x"), "/v1/searches/" + fresh, "", null))
                .await()
                .atMost(WaitLimit.TIME);
        return fresh;
    }

    public void append(SearchEvent event) {
        append(id, event);
    }

    public void append(String search, SearchEvent event) {
        journal.append(search, event).await().atMost(WaitLimit.TIME);
    }

    public void degraded(int times) {
        degraded(id, times);
    }

    public void degraded(String search, int times) {
        for (int i = 0; i < times; i++) {
            append(search, new SearchEvent.UpstreamDegraded("archive.test", "event " + i));
        }
    }

    public void end() {
        end(id);
    }

    public void end(String search) {
        append(search, new SearchEvent.Ended(Outcome.COMPLETE, journal.tally(search), 12, null));
    }

    public void awaitOneGone() throws InterruptedException {
        if (!oneGone.await(WaitLimit.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("every reader is still connected");
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** The path of the combined event stream of these searches. */
    public static String path(String... searches) {
        return "/v1/events?search=" + String.join("&search=", searches);
    }

    public String path() {
        return "/v1/searches/" + id + "/events";
    }

    /** Returns the whole response; of a stream, after its end. */
    public HttpResponse<String> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        return send("GET", pathAndQuery, headers);
    }

    public HttpResponse<String> send(String method, String pathAndQuery, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + pathAndQuery))
                .timeout(WaitLimit.TIME)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
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
