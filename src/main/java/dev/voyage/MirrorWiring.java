package dev.voyage;

import dev.voyage.download.Downloader;
import dev.voyage.download.Verifier;
import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.shelf.DirectoryShelf;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.download.shelf.ObjectShelf;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.journal.Journal;
import dev.voyage.objects.BucketSettings;
import dev.voyage.objects.FilesConfig;
import dev.voyage.objects.ObjectStore;
import dev.voyage.objects.RequestSigner;
import dev.voyage.observability.Metrics;
import dev.voyage.search.SearchRemoval;
import dev.voyage.search.Verification;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpConfig;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.client.OneHostHttp;
import dev.voyage.upstream.rest.RestClients;
import dev.voyage.upstream.robots.RobotsClient;
import dev.voyage.upstream.robots.RobotsConfig;
import dev.voyage.upstream.robots.RobotsHttp;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Assembles the mirror of files, and everything that reads, writes and removes them. */
@ApplicationScoped
class MirrorWiring {

    /** The requests that walk whole trees and transfer files. */
    static final String WALKS = "walks";

    private final Clock clock = Clock.systemUTC();
    private final Executor workers = Infrastructure.getDefaultWorkerPool();

    @Produces
    @Singleton
    Mirror mirror(VoyageConfig voyage, FilesConfig files, DownloadConfig download) {
        Path directory = files.place()
                .filter(place -> !BucketSettings.isBucket(place))
                .map(Path::of)
                .orElseGet(() -> voyage.data().resolve("files"));
        return new Mirror(directory, download.durable());
    }

    @Produces
    @Singleton
    FileShelf shelf(
            FilesConfig files,
            HttpConfig http,
            DownloadConfig download,
            Mirror mirror,
            MirrorIndex index,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        var disk = new BlockingExecutor(workers);
        if (files.place().filter(BucketSettings::isBucket).isEmpty()) {
            return new DirectoryShelf(mirror, download.diskFloor(), disk);
        }
        BucketSettings bucket = BucketSettings.of(files, System::getenv);
        var store = new ObjectStore(
                OneHostHttp.to(bucket.place().base(), vertx, http, "voyage/" + version),
                new RetryPolicy(http, Infrastructure.getDefaultWorkerPool()),
                bucket.place(),
                new RequestSigner(bucket.key(), bucket.place().region(), clock),
                workers);
        return new ObjectShelf(store, index, disk, files.redirect());
    }

    @Produces
    @Singleton
    MirrorIndex index(Journal journal) {
        return new JournalMirrorIndex(journal.mirror());
    }

    /** Requests that walk whole trees respect robots.txt; services exist to be queried. */
    @Produces
    @Singleton
    @Identifier(WALKS)
    Http walks(Http http, RobotsConfig robots, RetryPolicy patience) {
        return robots.robots()
                ? new RobotsHttp(http, RestClients.build(RobotsClient.class, http), patience, clock)
                : http;
    }

    @Produces
    @Singleton
    Downloader downloader(
            @Identifier(WALKS) Http walks,
            RetryPolicy patience,
            DownloadConfig download,
            Mirror mirror,
            MirrorIndex index,
            FileShelf shelf,
            Metrics meters) {
        return new Downloader(walks, patience, download, mirror, index, shelf, workers, clock, meters);
    }

    @Produces
    @Singleton
    Verification verification(Journal journal, Mirror mirror, MirrorIndex index, FileShelf shelf) {
        return new Verification(journal, mirror, index, new Verifier(workers, shelf::open));
    }

    @Produces
    @Singleton
    SearchRemoval removal(Journal journal, Mirror mirror, Downloader downloader) {
        return new SearchRemoval(journal, mirror, downloader.remover());
    }
}
