package dev.voyage;

import dev.voyage.download.Downloader;
import dev.voyage.download.Verifier;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.journal.Journal;
import dev.voyage.observability.Metrics;
import dev.voyage.search.SearchRemoval;
import dev.voyage.search.Verification;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.upstream.rest.RestClients;
import dev.voyage.upstream.robots.RobotsClient;
import dev.voyage.upstream.robots.RobotsConfig;
import dev.voyage.upstream.robots.RobotsHttp;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executor;

/** Assembles the mirror of files, and everything that reads, writes and removes them. */
@ApplicationScoped
class MirrorWiring {

    /** The requests that walk whole trees and transfer files. */
    static final String WALKS = "walks";

    private final Clock clock = Clock.systemUTC();
    private final Executor workers = Infrastructure.getDefaultWorkerPool();

    @Produces
    @Singleton
    Mirror mirror(VoyageConfig voyage, DownloadConfig download) {
        return new Mirror(voyage.data().resolve("files"), download.durable());
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
            Metrics meters) {
        return new Downloader(walks, patience, download, mirror, index, workers, clock, meters);
    }

    @Produces
    @Singleton
    Verification verification(Journal journal, Mirror mirror, MirrorIndex index) {
        return new Verification(journal, mirror, index, new Verifier(workers));
    }

    @Produces
    @Singleton
    SearchRemoval removal(Journal journal, Mirror mirror, Downloader downloader) {
        return new SearchRemoval(journal, mirror, downloader.remover());
    }
}
