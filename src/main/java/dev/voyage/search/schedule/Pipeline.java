package dev.voyage.search.schedule;

import dev.voyage.cone.ConeConfig;
import dev.voyage.cone.ConeSearchClient;
import dev.voyage.datalink.DatalinkClient;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.download.Downloader;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Resolver;
import dev.voyage.search.fetch.LinkStage;
import dev.voyage.search.fetch.ListingSources;
import dev.voyage.search.fetch.ListingStage;
import dev.voyage.search.fetch.TransferStage;
import dev.voyage.search.limit.SearchLimits;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.resume.RecoveredObservation;
import dev.voyage.search.run.SearchRun;
import dev.voyage.search.stage.ConeStage;
import dev.voyage.tap.TapClient;
import dev.voyage.upstream.DeferredMulti;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The whole search, in the order of its steps. */
public final class Pipeline {

    private final ConeStage cones;
    private final LinkStage links;
    private final ListingSources archives;
    private final ListingStage listings;
    private final TransferStage transfers;
    private final SearchLimits limits;

    public Pipeline(
            Resolver resolver,
            Registry registry,
            ConeSearchClient cone,
            TapClient tap,
            ConeConfig rows,
            DatalinkClient datalink,
            ListingSources archives,
            Downloader downloader,
            SearchLimits limits) {
        this.cones = new ConeStage(resolver, registry, cone, tap, rows, limits);
        this.links = new LinkStage(datalink);
        this.archives = archives;
        this.listings = new ListingStage(archives);
        this.transfers = new TransferStage(downloader, listings);
        this.limits = limits;
    }

    /** The requirement that this installation lacks for such a search, as a sentence; empty if it can run. */
    public Optional<String> lacks(SourcePreference source) {
        return source == SourcePreference.MOUNT && archives.mounts().isEmpty()
                ? Optional.of("no archive is mounted here (voyage.mounts); use https or auto")
                : Optional.empty();
    }

    /** Fails with {@code STORAGE} if the search would fetch files and the disk has no space left for them. */
    public Uni<Void> room(SearchRequest request) {
        return request.action() != Action.DOWNLOAD
                ? Uni.createFrom().voidItem()
                : transfers
                        .freeBytes()
                        .invoke(free -> {
                            if (free <= 0) {
                                throw Problem.of(
                                        ProblemType.STORAGE,
                                        "the disk is at its floor (voyage.download.disk-floor): nothing can be fetched");
                            }
                        })
                        .replaceWithVoid();
    }

    /**
     * Runs a search and records each step in its journal. Nothing happens before subscription; cancelling stops every request in
     * flight.
     *
     * @return completes when every selected observation and every file has ended; fails with a {@link Problem} when there is
     *     nothing to search (name, registry, cone, condition) or the journal cannot be written; a problem with one observation or
     *     file, or one of several targets and catalogues, is recorded and the others continue
     */
    Uni<Void> run(SearchRun run) {
        return run.past().planned ? Uni.createFrom().voidItem() : whatIsLeft(run);
    }

    private Uni<Void> whatIsLeft(SearchRun run) {
        return linked(run)
                .onItem()
                .transformToMulti(found -> DeferredMulti.of(listings.files(found, run)))
                .merge(limits.listings())
                .onItem()
                .transformToMulti(file -> DeferredMulti.of(transfers.bring(file, run)))
                .merge(limits.transfers())
                .onItem()
                .ignoreAsUni()
                .invoke(run.parts()::refuseNothing)
                .chain(() -> transfers.summary(run));
    }

    private Multi<LinkResult.Found> linked(SearchRun run) {
        List<RecoveredObservation> before = isAboutFiles(run) ? run.past().underWay() : List.of();
        Multi<LinkResult.Found> now =
                cones.search(run).onItem().transformToMultiAndConcatenate(selection -> links.of(selection, run));
        return before.isEmpty()
                ? now
                : Multi.createBy()
                        .merging()
                        .streams(Multi.createFrom().iterable(before).map(RecoveredObservation::links), now);
    }

    private static boolean isAboutFiles(SearchRun run) {
        Action action = run.request().action();
        return action == Action.PLAN || action == Action.DOWNLOAD;
    }
}
