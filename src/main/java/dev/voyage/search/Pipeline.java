package dev.voyage.search;

import dev.voyage.cone.Cone;
import dev.voyage.datalink.Datalink;
import dev.voyage.datalink.Linked;
import dev.voyage.download.Downloader;
import dev.voyage.http.OnDemand;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Resolver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The whole search, in the order it happens. */
public final class Pipeline {

    private final Cones cones;
    private final Links links;
    private final Archives archives;
    private final Listings listings;
    private final Transfers transfers;
    private final Limits limits;

    public Pipeline(
            Resolver resolver,
            Registry registry,
            Cone cone,
            Datalink datalink,
            Archives archives,
            Downloader downloader,
            Limits limits) {
        this.cones = new Cones(resolver, registry, cone, limits);
        this.links = new Links(datalink);
        this.archives = archives;
        this.listings = new Listings(archives);
        this.transfers = new Transfers(downloader);
        this.limits = limits;
    }

    /** What a search of this kind lacks here, as a sentence; empty where it can run. */
    Optional<String> lacks(Source source) {
        return source == Source.MOUNT && archives.mounts().isEmpty()
                ? Optional.of("no archive is mounted here (voyage.mounts); use https or auto")
                : Optional.empty();
    }

    /** Fails with {@code STORAGE} where the search would fetch files and the disk can take none. */
    Uni<Void> room(SearchRequest request) {
        return request.action() != Action.DOWNLOAD
                ? Uni.createFrom().voidItem()
                : transfers
                        .freeBytes()
                        .invoke(free -> {
                            if (free <= 0) {
                                throw Problem.of(
                                        Kind.STORAGE,
                                        "the disk is at its floor (voyage.download.disk-floor): nothing can be fetched");
                            }
                        })
                        .replaceWithVoid();
    }

    /**
     * Runs a search and tells its journal each step. Nothing happens before subscription;
     * cancelling stops every request in flight.
     *
     * @return completes when every selected observation and every file has ended; fails with a
     *     {@link Problem} when there is nothing to search (name, registry, cone, condition) or the
     *     journal cannot be written; a problem with one observation or file, or one of several
     *     targets and catalogues, is told and the others go on
     */
    Uni<Void> run(Run run) {
        return run.past().planned ? Uni.createFrom().voidItem() : whatIsLeft(run);
    }

    private Uni<Void> whatIsLeft(Run run) {
        return linked(run)
                .onItem()
                .transformToMulti(found -> OnDemand.of(listings.files(found, run)))
                .merge(limits.listings())
                .onItem()
                .transformToMulti(file -> OnDemand.of(transfers.bring(file, run)))
                .merge(limits.transfers())
                .onItem()
                .ignoreAsUni()
                .invoke(run.parts()::refuseNothing)
                .chain(() -> transfers.summary(run));
    }

    private Multi<Linked.Found> linked(Run run) {
        List<KnownObservation> before = isAboutFiles(run) ? run.past().underWay() : List.of();
        Multi<Linked.Found> now =
                cones.search(run).onItem().transformToMultiAndConcatenate(selection -> links.of(selection, run));
        return before.isEmpty()
                ? now
                : Multi.createBy()
                        .merging()
                        .streams(Multi.createFrom().iterable(before).map(KnownObservation::links), now);
    }

    private static boolean isAboutFiles(Run run) {
        Action action = run.request().action();
        return action == Action.PLAN || action == Action.DOWNLOAD;
    }
}
