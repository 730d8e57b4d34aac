package dev.voyage.search.played;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.JournalMirrorIndex;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.mount.MountArchive;
import dev.voyage.archive.mount.Mounts;
import dev.voyage.archive.s3.BucketMappings;
import dev.voyage.archive.s3.S3Archive;
import dev.voyage.archive.walk.HttpArchive;
import dev.voyage.cone.ConeConfig;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.cone.OutsideRows;
import dev.voyage.datalink.DatalinkClient;
import dev.voyage.demo.DemoArchive;
import dev.voyage.download.Downloader;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.registry.Registry;
import dev.voyage.registry.RegistryConfig;
import dev.voyage.resolve.Resolver;
import dev.voyage.resolve.ResolverConfig;
import dev.voyage.search.Searches;
import dev.voyage.search.fetch.ListingSources;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.schedule.Pipeline;
import dev.voyage.tap.TapClient;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.TestStore;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole program but for its faces, against the embedded archive; its requests are counted. */
public final class DemoRig implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final LoopbackHttp client = new LoopbackHttp();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final ObjectMapper json = new ObjectMapper();
    private final List<URI> requests = new CopyOnWriteArrayList<>();
    private final DemoArchive archive;
    private final Journal journal;
    private final Searches searches;

    /** @param latency of each answer of the archive */
    public DemoRig(Path data, Duration latency) throws IOException {
        archive = DemoArchive.start(vertx, 0, latency).await().atMost(WaitLimit.TIME);
        Clock clock = Clock.systemUTC();
        Http http = ask -> Uni.createFrom().deferred(() -> {
            requests.add(ask.uri());
            return client.http().send(ask);
        });
        var patience = client.patience();
        var limits = Settings.of(SearchLimits.class);
        var reader = new VotableReader(VotableLimits.DEFAULT);
        var mirror = new Mirror(data.resolve("files"));
        journal = new Journal(TestStore.in(data), clock, workers, ProcessLock.in(data.resolve("run"), clock));
        var mounts = Mounts.parse(List.of());
        var listing = Settings.of(ListingConfig.class);
        var pipeline = new Pipeline(
                new Resolver(PlainClients.sesame(http), Settings.of(ResolverConfig.class), archive.sesame(), clock),
                new Registry(
                        PlainClients.regtap(http),
                        reader,
                        Settings.of(RegistryConfig.class),
                        archive.registries(),
                        data.resolve("registry"),
                        clock),
                new ConeSearchClient(http, patience, reader, 100_000),
                new TapClient(http, patience, reader),
                (ConeConfig) () -> OutsideRows.REJECT,
                new DatalinkClient(http, patience, reader, clock, 2),
                new ListingSources(
                        new HttpArchive(http, patience, listing),
                        new MountArchive(mounts, listing, workers),
                        mounts,
                        new S3Archive(http, patience, listing),
                        BucketMappings.parse(List.of(), archive.base() + "/s3/{bucket}/")),
                new Downloader(
                        http,
                        patience,
                        Settings.of(DownloadConfig.class, "voyage.download.disk-floor", "0"),
                        mirror,
                        new JournalMirrorIndex(journal.mirror()),
                        workers,
                        clock),
                limits);
        searches = new Searches(pipeline, journal, mirror, limits, clock, id -> "/v1/searches/" + id, TraceSpan.NONE);
    }

    /** The addresses of all requests so far. */
    public List<URI> requests() {
        return List.copyOf(requests);
    }

    /** Runs a search to its end and gives its events. */
    public List<JsonNode> run(SearchRequest request) {
        String id = searches.start(request, null)
                .await()
                .atMost(WaitLimit.TIME)
                .search()
                .id();
        return journal.follow(id, 0)
                .filter(JournalEntry::isStored)
                .map(this::read)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME);
    }

    private JsonNode read(JournalEntry entry) {
        try {
            return json.readTree(entry.text());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        searches.close().await().atMost(WaitLimit.TIME);
        journal.close();
        archive.stop().await().atMost(WaitLimit.TIME);
        client.close();
        workers.shutdown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
