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
import dev.voyage.download.Downloader;
import dev.voyage.download.Verifier;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.lease.ReplicaIdentity;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.registry.Registry;
import dev.voyage.registry.RegistryConfig;
import dev.voyage.resolve.Resolver;
import dev.voyage.resolve.ResolverConfig;
import dev.voyage.search.SearchRemoval;
import dev.voyage.search.Searches;
import dev.voyage.search.Verification;
import dev.voyage.search.fetch.ListingSources;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Submitter;
import dev.voyage.search.schedule.Pipeline;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.TestEngine;
import dev.voyage.testsupport.TestStore;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** The whole program without HTTP API and command line, with one scripted archive that plays every service. */
public final class Rig implements AutoCloseable {

    public static final Duration SOON = WaitLimit.TIME;

    public final ScriptedServer archive;
    public final Played played;
    public final Path data;
    /** A pragma that makes the store reject writes; null for none. */
    public final AtomicReference<String> storeTrouble = new AtomicReference<>();

    /** The treatment of rows outside the radius. */
    public final AtomicReference<OutsideRows> outside = new AtomicReference<>(OutsideRows.REJECT);

    public final Journal journal;
    public final Searches searches;
    public final Verification verification;
    public final SearchRemoval removal;
    private final boolean owned;
    private final LoopbackHttp client;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final ObjectMapper json = new ObjectMapper();

    public Rig(Path data) {
        this(data, Duration.ofSeconds(10));
    }

    /** With an archive that is mounted and has a bucket at {@code /bucket/}. */
    public Rig(Path data, Path mount) {
        this(data, Duration.ofSeconds(10), ScriptedServer.start(), null, mount, 0);
    }

    /** With a parent span for all searches. */
    public Rig(Path data, TraceSpan whole) {
        this(data, Duration.ofSeconds(10), ScriptedServer.start(), null, null, 0, whole, TestEngine.EMBEDDED);
    }

    /** With a number of bytes to keep free on disk. */
    public Rig(Path data, long diskFloor) {
        this(data, Duration.ofSeconds(10), ScriptedServer.start(), null, null, diskFloor);
    }

    /** With a timeout for silent archives. */
    public Rig(Path data, Duration silence) {
        this(data, silence, ScriptedServer.start(), null, null, 0);
    }

    /** Another process on the same directory and archive; close it first. */
    public Rig(Rig beside) {
        this(beside.data, Duration.ofSeconds(10), beside.archive, beside.played, null, 0);
    }

    /** The first replica on a PostgreSQL store. */
    public static Rig replica(Path data) {
        return new Rig(
                data,
                Duration.ofSeconds(10),
                ScriptedServer.start(),
                null,
                null,
                0,
                TraceSpan.NONE,
                TestEngine.POSTGRESQL);
    }

    /** Another replica on the same store, directory and archive. */
    public Rig another() {
        return new Rig(data, Duration.ofSeconds(10), archive, played, null, 0, TraceSpan.NONE, TestEngine.POSTGRESQL);
    }

    private static ReplicaIdentity replica(Path data, Clock clock) {
        ReplicaIdentity.ConnectionSource source = TestEngine.POSTGRESQL.in(data)::getConnection;
        return new ReplicaIdentity(new SearchIds(clock).next(), Duration.ofSeconds(15), source, source);
    }

    /** A process on another directory with the same archive; close it first. */
    public Rig(Rig beside, Path data) {
        this(data, Duration.ofSeconds(10), beside.archive, beside.played, null, 0);
    }

    private Rig(Path data, Duration silence, ScriptedServer archive, Played playedAlready, Path mount, long diskFloor) {
        this(data, silence, archive, playedAlready, mount, diskFloor, TraceSpan.NONE, TestEngine.EMBEDDED);
    }

    private Rig(
            Path data,
            Duration silence,
            ScriptedServer archive,
            Played playedAlready,
            Path mount,
            long diskFloor,
            TraceSpan whole,
            TestEngine engine) {
        this.data = data;
        this.archive = archive;
        owned = playedAlready == null;
        played = owned ? new Played(archive) : playedAlready;
        client = new LoopbackHttp(silence);
        Clock clock = Clock.systemUTC();
        var http = client.http();
        var patience = client.patience();
        var limits = Settings.of(
                SearchLimits.class,
                "voyage.limits.searches",
                "2",
                "voyage.limits.queue",
                "2",
                "voyage.limits.lookups",
                "2",
                "voyage.limits.listings",
                "2",
                "voyage.limits.transfers",
                "4",
                "voyage.limits.rows",
                "1000",
                "voyage.limits.rows-per-client",
                "5",
                "voyage.limits.targets-per-client",
                "4",
                "voyage.limits.bytes-per-client",
                "30000");
        var reader = new VotableReader(VotableLimits.DEFAULT);
        var mirror = new Mirror(data.resolve("files"));
        try {
            journal = engine == TestEngine.POSTGRESQL
                    ? new Journal(engine.in(data), clock, workers, replica(data, clock))
                    : new Journal(store(data), clock, workers, ProcessLock.in(data.resolve("run"), clock));
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
        var downloader = new Downloader(
                http,
                patience,
                Settings.of(
                        DownloadConfig.class,
                        "voyage.download.disk-floor",
                        String.valueOf(diskFloor),
                        "voyage.download.pulse",
                        "0s"),
                mirror,
                new JournalMirrorIndex(journal.mirror()),
                workers,
                clock);
        var pipeline = new Pipeline(
                new Resolver(
                        PlainClients.sesame(http),
                        Settings.of(ResolverConfig.class),
                        List.of(archive.uri("/sesame")),
                        clock),
                new Registry(
                        PlainClients.regtap(http),
                        reader,
                        Settings.of(RegistryConfig.class, "voyage.registry.timeout", silence.toMillis() + "ms"),
                        List.of(archive.uri("/tap")),
                        data.resolve("registry"),
                        clock),
                new ConeSearchClient(http, patience, reader, 1000),
                new dev.voyage.tap.TapClient(http, patience, reader),
                (ConeConfig) outside::get,
                new DatalinkClient(http, patience, reader, clock, 2),
                mount == null
                        ? archives(client, List.of(), List.of())
                        : archives(
                                client,
                                List.of(archive.uri("/FTP/") + "=" + mount),
                                List.of(archive.uri("/FTP/") + "=" + archive.uri("/bucket/obs/"))),
                downloader,
                limits);
        searches = new Searches(pipeline, journal, mirror, limits, clock, id -> "/v1/searches/" + id, whole);
        removal = new SearchRemoval(journal, mirror, downloader.remover());
        verification =
                new Verification(journal, mirror, new JournalMirrorIndex(journal.mirror()), new Verifier(workers));
    }

    private ListingSources archives(LoopbackHttp client, List<String> mounted, List<String> buckets) {
        var listing = Settings.of(ListingConfig.class);
        var mounts = Mounts.parse(mounted);
        return new ListingSources(
                new HttpArchive(client.http(), client.patience(), listing),
                new MountArchive(mounts, listing, workers),
                mounts,
                new S3Archive(client.http(), client.patience(), listing),
                BucketMappings.parse(buckets, archive.uri("/cloud/") + "{bucket}/"));
    }

    private DataSource store(Path directory) {
        var store = new SQLiteDataSource() {
            @Override
            public SQLiteConnection getConnection(String user, String password) throws SQLException {
                SQLiteConnection connection = super.getConnection(user, password);
                String trouble = storeTrouble.get();
                if (trouble != null) {
                    try (var pragma = connection.createStatement()) {
                        pragma.execute("pragma " + trouble);
                    }
                }
                return connection;
            }
        };
        store.setUrl(TestStore.in(directory).getUrl());
        return store;
    }

    /** A search of the played catalogue, with the address of its cone search, so without a registry. */
    public SearchRequest request(Action action) {
        return request("name", played.cone().toString(), action);
    }

    public SearchRequest request(Action action, SourcePreference source) {
        return new SearchRequest("name", null, played.cone().toString(), 1, null, List.of(), List.of(), action, source);
    }

    public SearchRequest request(String target, String catalogue, Action action) {
        return new SearchRequest(
                target, null, catalogue, 1, "exposure <= 10000", List.of(), List.of(), action, SourcePreference.AUTO);
    }

    public String start(SearchRequest request) {
        return searches.start(request, null).await().atMost(SOON).search().id();
    }

    /** Starts a search that counts against this client's limits. */
    public String start(SearchRequest request, String client) {
        return searches.start(request, new Submitter("", client), null)
                .await()
                .atMost(SOON)
                .search()
                .id();
    }

    /** Runs a search to its end and returns its events. */
    public List<JsonNode> run(SearchRequest request) {
        return events(start(request));
    }

    /** Waits for the end of a search and returns all its events. */
    public List<JsonNode> events(String id) {
        return journal.follow(id, 0)
                .filter(JournalEntry::isStored)
                .map(this::read)
                .collect()
                .asList()
                .await()
                .atMost(SOON);
    }

    /** Waits for the first event of a type. */
    public JsonNode first(String id, String type) {
        return journal.follow(id, 0)
                .filter(entry -> entry.type().equals(type))
                .map(this::read)
                .toUni()
                .await()
                .atMost(SOON);
    }

    /** Waits until this file is complete; others may still be on their way. */
    public void completed(String id, String file) {
        var unused = journal.follow(id, 0)
                .filter(entry -> entry.type().equals("file.completed"))
                .map(this::read)
                .filter(event -> event.path("file").textValue().equals(file))
                .toUni()
                .await()
                .atMost(SOON);
    }

    public SearchRecord state(String id) {
        return journal.find(id).await().atMost(SOON).orElseThrow();
    }

    /** The sorted paths of all files in the mirror. */
    public List<String> filesOnDisk() {
        Path root = data.resolve("files");
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.equals(".locks"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public AssertSubscriber<JournalEntry> watch(String id) {
        return journal.follow(id, 0).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
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
        searches.close().await().atMost(SOON);
        journal.close();
        client.close();
        if (owned) {
            archive.close();
        }
        workers.shutdown();
    }
}
