package dev.voyage;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.archive.Buckets;
import dev.voyage.archive.HttpArchive;
import dev.voyage.archive.ListingConfig;
import dev.voyage.archive.MountArchive;
import dev.voyage.archive.Mounts;
import dev.voyage.archive.S3Archive;
import dev.voyage.cone.Cone;
import dev.voyage.datalink.Datalink;
import dev.voyage.demo.DemoArchive;
import dev.voyage.download.DownloadConfig;
import dev.voyage.download.Downloader;
import dev.voyage.download.Manifest;
import dev.voyage.download.Mirror;
import dev.voyage.download.Verifier;
import dev.voyage.http.EgressPolicy;
import dev.voyage.http.HostLimits;
import dev.voyage.http.HostRest;
import dev.voyage.http.Http;
import dev.voyage.http.HttpConfig;
import dev.voyage.http.Patience;
import dev.voyage.http.RobotsConfig;
import dev.voyage.http.RobotsHttp;
import dev.voyage.http.Step;
import dev.voyage.http.TransferLimits;
import dev.voyage.http.VertxHttp;
import dev.voyage.journal.Instance;
import dev.voyage.journal.Journal;
import dev.voyage.journal.JournalConfig;
import dev.voyage.registry.Registry;
import dev.voyage.registry.RegistryConfig;
import dev.voyage.resolve.Resolver;
import dev.voyage.resolve.ResolverConfig;
import dev.voyage.search.Archives;
import dev.voyage.search.Limits;
import dev.voyage.search.Pipeline;
import dev.voyage.search.Searches;
import dev.voyage.search.ShutdownConfig;
import dev.voyage.search.Verification;
import dev.voyage.votable.VotableLimits;
import dev.voyage.votable.VotableReader;
import dev.voyage.watch.Meters;
import dev.voyage.watch.Spans;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Puts the program together: every part is a plain class that gets what it needs through its
 * constructor, and this is the one place that knows them all.
 */
@ApplicationScoped
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService workers = Infrastructure.getDefaultWorkerPool();
    // reads of the store block; they have threads of their own, fewer than the store has connections
    private final ExecutorService reads = Executors.newFixedThreadPool(6, Wiring::readerThread);

    private volatile Uni<Void> closing; // null until we are told to stop

    private static Thread readerThread(Runnable work) {
        var thread = new Thread(work, "journal-reader");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Everything is built before the first request; what a process that is gone has left goes on, in
     * a process that stays.
     */
    void start(
            @Observes StartupEvent event,
            Searches searches,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves,
            Journal journal,
            JournalConfig retention,
            Meters meters) {
        journal.watch(meters);
        if (serves) {
            sweep(journal, retention);
        }
        (serves ? searches.recover() : searches.endOrphans()).await().atMost(LONGEST_START);
    }

    private void sweep(Journal journal, JournalConfig keep) {
        long millis = Math.max(1000, keep.sweep().toMillis());
        var unused = workers.scheduleWithFixedDelay(
                () -> journal.retention()
                        .sweep(keep)
                        .subscribe()
                        .with(
                                forgotten -> LOG.debugf("searches forgotten count=%d", forgotten),
                                failure -> LOG.warnf("searches not forgotten problem=%s", failure)),
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** As soon as we are told to stop: answers that are being sent may take their time, and nothing begins in it. */
    void drain(
            @Observes ShutdownDelayInitiatedEvent event,
            Searches searches,
            ShutdownConfig config,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves) {
        if (serves) {
            closing = searches.close(config.grace()).memoize().indefinitely();
            var unused = closing.subscribe().asCompletionStage();
        }
    }

    /** Before the store closes: files under way end or hang up, and what is unfinished is left for the next start. */
    void stop(@Observes @Priority(1) ShutdownEvent event, Searches searches, Journal journal, ShutdownConfig config) {
        Uni<Void> closed = closing == null ? searches.close(config.grace()) : closing;
        closed.await().atMost(config.grace().plus(LONGEST_START));
        journal.endReaders();
    }

    @Produces
    @Singleton
    Optional<DemoArchive> demo(VoyageConfig config, Vertx vertx) {
        return config.demo() ? Optional.of(startDemo(config, vertx).await().atMost(LONGEST_START)) : Optional.empty();
    }

    /** On its usual port, so that a second run finds the files of the first; on a free one where that is taken. */
    private static Uni<DemoArchive> startDemo(VoyageConfig config, Vertx vertx) {
        return DemoArchive.start(vertx, config.demoPort(), config.demoLatency())
                .onFailure(BindException.class)
                .recoverWithUni(() -> DemoArchive.start(vertx, 0, config.demoLatency()));
    }

    @Produces
    @Singleton
    Http http(
            VoyageConfig voyage,
            HttpConfig config,
            HostLimits limits,
            HostRest rest,
            TransferLimits transfers,
            Optional<DemoArchive> demo,
            Vertx vertx,
            Meters meters,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        List<String> allowed = new ArrayList<>(voyage.egress().allow().orElse(List.of()));
        demo.map(DemoArchive::base).map(URI::getAuthority).ifPresent(allowed::add);
        // the form that archives count real science use by (IVOA SoftID 1.0)
        String userAgent = "voyage/" + version + " (IVOA-science)";
        OptionalLong bytesPerSecond = transfers
                .bytesPerSecond()
                .map(size -> OptionalLong.of(size.asLongValue()))
                .orElse(OptionalLong.empty());
        return new VertxHttp(vertx, config, limits, rest, bytesPerSecond, new EgressPolicy(allowed), userAgent, meters);
    }

    @Produces
    @Singleton
    Patience patience(HttpConfig config, Meters meters) {
        return new Patience(config, workers, meters);
    }

    @Produces
    @Singleton
    VotableReader votables() {
        return new VotableReader(VotableLimits.DEFAULT);
    }

    @Produces
    @Singleton
    Resolver resolver(Http http, ResolverConfig config, Optional<DemoArchive> demo) {
        return new Resolver(http, config, demo.map(DemoArchive::sesame).orElseGet(config::urls), clock);
    }

    @Produces
    @Singleton
    Registry registry(
            VoyageConfig voyage, Http http, RegistryConfig config, VotableReader reader, Optional<DemoArchive> demo) {
        // what the embedded archive says of itself is not to be remembered as the registry's
        String kept = demo.isPresent() ? "registry-demo" : "registry";
        return new Registry(
                http,
                reader,
                config,
                demo.map(DemoArchive::registries).orElseGet(config::urls),
                voyage.data().resolve(kept),
                clock);
    }

    @Produces
    @Singleton
    Mirror mirror(VoyageConfig voyage) {
        return new Mirror(voyage.data().resolve("files"));
    }

    @Produces
    @Singleton
    Journal journal(VoyageConfig voyage, DataSource store, ObjectMapper json) throws IOException {
        return new Journal(store, json, clock, reads, Instance.in(voyage.data().resolve("run"), clock));
    }

    void close(@Disposes Journal journal) {
        journal.close();
        reads.shutdown();
    }

    void close(@Disposes Http http) {
        ((VertxHttp) http).close();
    }

    @Produces
    @Singleton
    Manifest manifest(Journal journal) {
        return new KeptFiles(journal.mirror());
    }

    @Produces
    @Singleton
    Verification verification(Journal journal, Mirror mirror, Manifest manifest) {
        return new Verification(journal, mirror, manifest, new Verifier(workers));
    }

    @Produces
    @Singleton
    Searches searches(
            Resolver resolver,
            Registry registry,
            Http http,
            RobotsConfig robots,
            Patience patience,
            VotableReader reader,
            ListingConfig listing,
            DownloadConfig download,
            Limits limits,
            Mirror mirror,
            Manifest manifest,
            VoyageConfig voyage,
            Optional<DemoArchive> demo,
            Journal journal,
            Meters meters,
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        // what walks through whole trees keeps to their robots.txt; services are there to be asked
        Http mannered = robots.robots() ? new RobotsHttp(http, patience, clock) : http;
        Mounts mounts = Mounts.parse(voyage.mounts().orElse(List.of()));
        var archives = new Archives(
                new HttpArchive(mannered, patience, listing),
                new MountArchive(mounts, listing, workers),
                mounts,
                new S3Archive(http, patience, listing),
                Buckets.parse(
                        voyage.s3().orElse(List.of()),
                        demo.map(it -> it.base() + "/s3/{bucket}/").orElse(voyage.cloudEndpoint())));
        var pipeline = new Pipeline(
                resolver,
                registry,
                new Cone(http, patience, reader, limits.rows()),
                new Datalink(http, patience, reader, clock, limits.lookups()),
                archives,
                new Downloader(mannered, patience, download, mirror, manifest, workers, clock, meters),
                limits);
        Step whole = untraced ? Step.NONE : Spans.root(telemetry);
        return new Searches(pipeline, journal, mirror, limits, clock, whole);
    }
}
