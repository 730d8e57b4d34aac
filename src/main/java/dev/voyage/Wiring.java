package dev.voyage;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.mount.MountArchive;
import dev.voyage.archive.mount.Mounts;
import dev.voyage.archive.s3.BucketMappings;
import dev.voyage.archive.s3.S3Archive;
import dev.voyage.archive.walk.HttpArchive;
import dev.voyage.cli.ProcessRole;
import dev.voyage.cone.ConeConfig;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.datalink.DatalinkClient;
import dev.voyage.demo.DemoArchive;
import dev.voyage.download.Downloader;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.JournalConfig;
import dev.voyage.notify.NotificationDelivery;
import dev.voyage.observability.Metrics;
import dev.voyage.observability.TraceSpans;
import dev.voyage.registry.Registry;
import dev.voyage.registry.RegistryConfig;
import dev.voyage.registry.RegtapClient;
import dev.voyage.resolve.Resolver;
import dev.voyage.resolve.ResolverConfig;
import dev.voyage.resolve.SesameClient;
import dev.voyage.search.SearchRemoval;
import dev.voyage.search.Searches;
import dev.voyage.search.ShutdownConfig;
import dev.voyage.search.fetch.ListingSources;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.schedule.Pipeline;
import dev.voyage.tap.TapClient;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpConfig;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.TraceSpan;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.BandwidthConfig;
import dev.voyage.upstream.politeness.CircuitBreakerConfig;
import dev.voyage.upstream.politeness.HostLimits;
import dev.voyage.upstream.rest.RestClients;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Assembles the program: every part is a plain class that gets its dependencies through its constructor, and this is
 * the only class that knows all parts.
 */
@ApplicationScoped
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService workers = Infrastructure.getDefaultWorkerPool();

    private volatile Uni<Void> closing; // null until shutdown begins

    /**
     * Builds everything before the first request. A server resumes the unfinished searches of the previous process; the
     * command of one search only ends those without a process; other commands need no searches.
     */
    void start(
            @Observes StartupEvent event,
            Instance<Searches> searches,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves,
            Instance<Journal> journal,
            Instance<SearchRemoval> removal,
            Instance<NotificationDelivery> notifications,
            JournalConfig retention,
            Instance<Http> http,
            HostLimits limits,
            Metrics meters) {
        if (!ProcessRole.current().searches()) {
            return;
        }
        journal.get().watch(meters);
        journal.get().leases().ifPresent(leases -> leases.share(((VertxHttp) http.get()).gate(), limits.connections()));
        if (serves) {
            sweep(journal.get(), removal.get(), retention);
            notifications.get().start(workers);
        }
        (serves ? searches.get().recover() : searches.get().endOrphans())
                .await()
                .atMost(LONGEST_START);
    }

    /** First removals that the previous process had begun, then those that are due. */
    private void sweep(Journal journal, SearchRemoval removal, JournalConfig keep) {
        long millis = Math.max(1000, keep.sweep().toMillis());
        var unused = workers.scheduleWithFixedDelay(
                () -> removal.finish()
                        .chain(() -> journal.retention().sweep(keep))
                        .subscribe()
                        .with(
                                forgotten -> LOG.debugf("searches forgotten count=%d", forgotten),
                                failure -> LOG.warnf("searches not forgotten problem=%s", failure)),
                0,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Runs as soon as shutdown is requested: responses in progress may finish within the grace period, and nothing new
     * starts in it.
     */
    void drain(
            @Observes ShutdownDelayInitiatedEvent event,
            Instance<Searches> searches,
            ShutdownConfig config,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves) {
        if (serves) {
            closing = searches.get().close(config.grace()).memoize().indefinitely();
            var unused = closing.subscribe().asCompletionStage();
        }
    }

    /**
     * Runs before the store closes: files in progress complete or close their connections, and unfinished searches are
     * left for the next start.
     */
    void stop(
            @Observes @Priority(1) ShutdownEvent event,
            Instance<Searches> searches,
            Instance<Journal> journal,
            ShutdownConfig config) {
        if (!ProcessRole.current().searches()) {
            return;
        }
        Uni<Void> closed = closing == null ? searches.get().close(config.grace()) : closing;
        closed.await().atMost(config.grace().plus(LONGEST_START));
        journal.get().endReaders();
    }

    @Produces
    @Singleton
    Http http(
            VoyageConfig voyage,
            HttpConfig config,
            HostLimits limits,
            CircuitBreakerConfig rest,
            BandwidthConfig transfers,
            Optional<DemoArchive> demo,
            Vertx vertx,
            Metrics meters,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        List<String> allowed = new ArrayList<>(voyage.egress().allow().orElse(List.of()));
        demo.map(DemoArchive::base).map(URI::getAuthority).ifPresent(allowed::add);
        // the form by which archives count real science use (IVOA SoftID 1.0)
        String userAgent = "voyage/" + version + " (IVOA-science)";
        OptionalLong bytesPerSecond = transfers
                .bytesPerSecond()
                .map(size -> OptionalLong.of(size.asLongValue()))
                .orElse(OptionalLong.empty());
        return new VertxHttp(vertx, config, limits, rest, bytesPerSecond, new EgressPolicy(allowed), userAgent, meters);
    }

    @Produces
    @Singleton
    RetryPolicy patience(HttpConfig config, Metrics meters) {
        return new RetryPolicy(config, workers, meters);
    }

    @Produces
    @Singleton
    VotableReader votables() {
        return new VotableReader(VotableLimits.DEFAULT);
    }

    @Produces
    @Singleton
    Resolver resolver(Http http, ResolverConfig config, Optional<DemoArchive> demo) {
        return new Resolver(
                RestClients.build(SesameClient.class, http),
                config,
                demo.map(DemoArchive::sesame).orElseGet(config::urls),
                clock);
    }

    @Produces
    @Singleton
    Registry registry(
            VoyageConfig voyage, Http http, RegistryConfig config, VotableReader reader, Optional<DemoArchive> demo) {
        // the embedded archive's description of itself must not be cached as the registry's
        String kept = demo.isPresent() ? "registry-demo" : "registry";
        return new Registry(
                RestClients.build(RegtapClient.class, http),
                reader,
                config,
                demo.map(DemoArchive::registries).orElseGet(config::urls),
                voyage.data().resolve(kept),
                clock);
    }

    void close(@Disposes Http http) {
        ((VertxHttp) http).close();
    }

    @Produces
    @Singleton
    Searches searches(
            Resolver resolver,
            Registry registry,
            Http http,
            @Identifier(MirrorWiring.WALKS) Http walks,
            RetryPolicy patience,
            VotableReader reader,
            ConeSearchClient cones,
            TapClient tap,
            ConeConfig rows,
            ListingConfig listing,
            Downloader transfers,
            SearchLimits limits,
            Mirror mirror,
            VoyageConfig voyage,
            Optional<DemoArchive> demo,
            Journal journal,
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        Mounts mounts = Mounts.parse(voyage.mounts().orElse(List.of()));
        var archives = new ListingSources(
                new HttpArchive(walks, patience, listing),
                new MountArchive(mounts, listing, workers),
                mounts,
                new S3Archive(http, patience, listing),
                BucketMappings.parse(
                        voyage.s3().orElse(List.of()),
                        demo.map(it -> it.base() + "/s3/{bucket}/").orElse(voyage.cloudEndpoint())));
        var pipeline = new Pipeline(
                resolver,
                registry,
                cones,
                tap,
                rows,
                new DatalinkClient(http, patience, reader, clock, limits.lookups()),
                archives,
                transfers,
                limits);
        TraceSpan whole = untraced ? TraceSpan.NONE : TraceSpans.root(telemetry);
        return new Searches(pipeline, journal, mirror, limits, clock, ApiEndpoint.SEARCH::path, whole);
    }
}
