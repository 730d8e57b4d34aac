package dev.voyage.search;

import dev.voyage.cone.Cone;
import dev.voyage.cone.ConeQuery;
import dev.voyage.datalink.Datalink;
import dev.voyage.datalink.Linked;
import dev.voyage.download.Downloader;
import dev.voyage.journal.SearchEvent;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.registry.ConeService;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Located;
import dev.voyage.resolve.Resolver;
import dev.voyage.sky.SkyPosition;
import dev.voyage.where.Condition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The whole search, in the order it happens. */
public final class Pipeline {

    /** Columns of a cone search (SCS 1.1, 2.2): the catalogue's usual ones, and all it has. */
    private static final int USUAL = 2;

    private static final int ALL = 3;

    private final Resolver resolver;
    private final Registry registry;
    private final Cone cone;
    private final Datalink datalink;
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
        this.resolver = resolver;
        this.registry = registry;
        this.cone = cone;
        this.datalink = datalink;
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
     *     journal cannot be written; a problem with one observation or file is told and the others
     *     go on
     */
    Uni<Void> run(Run run) {
        return run.past().planned ? Uni.createFrom().voidItem() : whatIsLeft(run);
    }

    private Uni<Void> whatIsLeft(Run run) {
        return linked(run)
                .onItem()
                .transformToMulti(found -> listings.files(found, run))
                .merge(limits.listings())
                .onItem()
                .transformToMulti(file -> transfers.bring(file, run))
                .merge(limits.transfers())
                .onItem()
                .ignoreAsUni()
                .chain(() -> transfers.summary(run));
    }

    private Multi<Linked.Found> linked(Run run) {
        Past past = run.past();
        List<KnownObservation> before = isAboutFiles(run) ? past.underWay() : List.of();
        Multi<Linked.Found> again = Multi.createFrom().iterable(before).map(KnownObservation::links);
        if (past.searched
                && (run.request().action() == Action.OBSERVATIONS
                        || past.unlinked().isEmpty())) {
            return again;
        }
        Multi<Linked.Found> now = searched(run)
                .map(Optional::of)
                .onFailure(failure -> past.searched && failure instanceof Problem)
                .recoverWithUni(why -> notLinked((Problem) why, run).replaceWith(Optional.empty()))
                .onItem()
                .transformToMulti(
                        selection -> selection.map(rows -> links(rows, run)).orElseGet(() -> Multi.createFrom()
                                .empty()));
        return before.isEmpty() ? now : Multi.createBy().merging().streams(again, now);
    }

    private static boolean isAboutFiles(Run run) {
        Action action = run.request().action();
        return action == Action.PLAN || action == Action.DOWNLOAD;
    }

    /** The rows, from the name on. */
    private Uni<Selection> searched(Run run) {
        SearchRequest wanted = run.request();
        return Uni.combine()
                .all()
                .unis(position(run), service(run))
                .asTuple()
                .call(both -> run.past().service == null
                        ? run.tell(found(both.getItem2()))
                        : Uni.createFrom().voidItem())
                .map(both -> new ConeQuery(both.getItem2().accessUrl(), both.getItem1(), wanted.radiusDeg(), USUAL))
                .chain(query -> rows(query, run));
    }

    private Uni<ConeService> service(Run run) {
        ConeService known = run.past().service;
        return known == null
                ? registry.coneService(run.request().catalogue(), run)
                : Uni.createFrom().item(known);
    }

    private Uni<SkyPosition> position(Run run) {
        if (run.past().position != null) {
            return Uni.createFrom().item(run.past().position);
        }
        SearchRequest wanted = run.request();
        Uni<Located> located = wanted.target() == null
                ? Uni.createFrom().item(given(wanted.position()))
                : resolver.locate(wanted.target(), run);
        return located.call(at -> run.tell(new SearchEvent.TargetResolved(
                        at.name(),
                        at.mainName(),
                        at.position().raDeg(),
                        at.position().decDeg(),
                        at.resolver(),
                        at.tried(),
                        at.cached(),
                        at.age().toSeconds())))
                .map(Located::position);
    }

    private static Located given(SkyPosition position) {
        String asText = position.raDeg() + " " + position.decDeg();
        return new Located(asText, asText, position, "", "coordinates", List.of(), false, Duration.ZERO);
    }

    private static SearchEvent found(ConeService service) {
        return new SearchEvent.ServiceFound(
                service.ivoid(),
                service.title(),
                service.accessUrl().toString(),
                service.registry(),
                service.cached(),
                service.cached() ? service.age().toSeconds() : null);
    }

    private Uni<Selection> rows(ConeQuery query, Run run) {
        String where = run.request().where();
        Condition condition = where == null ? null : Condition.parse(where);
        Selection selection = new Selection(run, condition, query.toUri());
        return cone.search(query, run)
                .onItem()
                .transformToUniAndConcatenate(selection::take)
                .onItem()
                .ignoreAsUni()
                .chain(() -> run.past().searched ? Uni.createFrom().voidItem() : run.tell(selection.summary()))
                .replaceWith(selection)
                // a catalogue shows only some of its columns unless asked for all
                .onFailure(problem -> isUnknownColumn(problem) && query.verbosity() < ALL)
                .recoverWithUni(
                        () -> rows(new ConeQuery(query.endpoint(), query.centre(), query.radiusDeg(), ALL), run));
    }

    private static boolean isUnknownColumn(Throwable failure) {
        return failure instanceof Problem problem && problem.kind() == Kind.UNKNOWN_COLUMN;
    }

    private Multi<Linked.Found> links(Selection selection, Run run) {
        if (run.request().action() == Action.OBSERVATIONS) {
            return Multi.createFrom().empty();
        }
        Multi<Linked.Found> gone = missing(selection, run).onItem().transformToMulti(told -> Multi.createFrom()
                .empty());
        if (selection.selected().isEmpty()) {
            return gone;
        }
        Multi<Linked.Found> found = datalink.links(selection.linkService(), selection.selected(), run)
                .onItem()
                .call(linked -> run.tell(Links.event(linked)))
                .invoke(linked -> Links.note(linked, run))
                .select()
                .where(linked -> linked instanceof Linked.Found && run.request().action() != Action.LINKS)
                .map(Linked.Found.class::cast);
        return Multi.createBy().concatenating().streams(gone, found);
    }

    /** What was told, or is to be run again, and is no longer in the catalogue's answer. */
    private static Uni<Void> missing(Selection selection, Run run) {
        for (String observation : run.scope().expected()) {
            if (!selection.has(observation)) {
                run.incomplete();
                run.degraded(selection.host(), notThere(observation).detail());
            }
        }
        return Multi.createFrom()
                .iterable(run.past().unlinked())
                .filter(known -> !selection.has(known.id()))
                .onItem()
                .transformToUniAndConcatenate(known -> run.tell(failed(known.id(), notThere(known.id()))))
                .onItem()
                .ignoreAsUni();
    }

    private static Problem notThere(String observation) {
        return Problem.of(
                Kind.MALFORMED,
                "asked again, the catalogue has no observation " + Quoted.of(observation) + " any more");
    }

    /** The catalogue had answered in an earlier life of the search, and does not now. */
    private static Uni<Void> notLinked(Problem why, Run run) {
        return Multi.createFrom()
                .iterable(run.past().unlinked())
                .onItem()
                .transformToUniAndConcatenate(known -> run.tell(failed(known.id(), why)))
                .onItem()
                .ignoreAsUni();
    }

    private static SearchEvent failed(String observation, Problem why) {
        return new SearchEvent.ObservationFailed(observation, why.members(), 0, 0, 0);
    }
}
