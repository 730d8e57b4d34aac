package dev.voyage.search.fetch;

import dev.voyage.datalink.DatalinkClient;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.UnavailableReason;
import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.ConeKey;
import dev.voyage.search.resume.RecoveredObservation;
import dev.voyage.search.run.SearchRun;
import dev.voyage.search.stage.ConeResult;
import dev.voyage.search.stage.ConeStage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The stage from selected rows to the directories of their files. */
public final class LinkStage {

    private final DatalinkClient datalink;

    public LinkStage(DatalinkClient datalink) {
        this.datalink = datalink;
    }

    /**
     * Looks up the links of the rows that one cone search selected, and records them.
     *
     * @return the observations with links, if the action needs files; never fails with a {@code Problem}
     */
    public Multi<LinkResult.Found> of(ConeResult selection, SearchRun run) {
        if (run.request().action() == Action.OBSERVATIONS) {
            return Multi.createFrom().empty();
        }
        Multi<LinkResult.Found> gone = missing(selection, run).onItem().transformToMulti(told -> Multi.createFrom()
                .empty());
        if (selection.selected().isEmpty()) {
            return gone;
        }
        Multi<LinkResult.Found> found = datalink.links(
                        selection.linkService(),
                        selection.selected(),
                        run.request().links(),
                        idsElsewhere(selection, run),
                        run.context())
                .onItem()
                .call(linked -> tell(linked, selection, run))
                .invoke(linked -> note(linked, selection, run))
                .select()
                .where(linked ->
                        linked instanceof LinkResult.Found && run.request().action() != Action.LINKS)
                .map(LinkResult.Found.class::cast);
        return Multi.createBy().concatenating().streams(gone, found);
    }

    /** The ids of other rows, of this cone search and of earlier ones with the same service. */
    private static Collection<String> idsElsewhere(ConeResult selection, SearchRun run) {
        var ids = new HashSet<>(selection.otherIds());
        selection
                .linkService()
                .ifPresent(service -> ids.addAll(run.parts()
                        .askedBefore(
                                service.address(),
                                selection.selected().stream()
                                        .flatMap(asked -> service.idOf(asked.row()).stream())
                                        .toList())));
        return ids;
    }

    private static Uni<Void> tell(LinkResult linked, ConeResult selection, SearchRun run) {
        ConeKey origin = selection.origin();
        return linked.match(
                found -> run.tell(event(found, origin)),
                unavailable -> run.tell(event(unavailable, origin)),
                failed -> run.tell(ConeStage.failed(
                        failed.observation(), origin, failed.problem().members())),
                gap -> Uni.createFrom().voidItem());
    }

    /**
     * Fails each observation that was reported before, or is to be retried, and is no longer in the catalogue's response, under
     * its earlier id.
     */
    private static Uni<Void> missing(ConeResult selection, SearchRun run) {
        ConeKey origin = selection.origin();
        List<String> lost = Stream.concat(
                        run.past().unlinked(origin).stream().map(RecoveredObservation::id),
                        run.scope().expected(origin).stream()
                                .filter(id -> run.past().observation(id).isEmpty()))
                .filter(id -> !selection.has(id))
                .toList();
        return Multi.createFrom()
                .iterable(lost)
                .onItem()
                .transformToUniAndConcatenate(id -> told(id, origin, run)
                        .chain(() -> run.tell(
                                ConeStage.failed(id, origin, notThere(id).members()))))
                .onItem()
                .ignoreAsUni();
    }

    /** An observation of a retry was reported only by the earlier search; here it is reported again unchanged. */
    private static Uni<Void> told(String id, ConeKey origin, SearchRun run) {
        return run.past().observation(id).isPresent()
                ? Uni.createFrom().voidItem()
                : run.lostRows()
                        .find(id)
                        .map(found -> found.orElseGet(() -> new ObservationEvent.Found(
                                id, null, null, null, true, null, origin.target(), origin.catalogue(), null, Map.of())))
                        .chain(found -> run.tell(found, origin));
    }

    private static Problem notThere(String observation) {
        return Problem.of(
                ProblemType.MALFORMED,
                "the catalogue, requested again, has no row of observation " + QuotedText.of(observation)
                        + " any more; no other row is used for it");
    }

    private static SearchEvent event(LinkResult.Found found, ConeKey origin) {
        return new ObservationEvent.Linked(
                found.observation(),
                found.directories().stream()
                        .map(d -> new DirectoryLink(d.url().toString(), d.rule().word(), d.bytes(), d.cloudAccess()))
                        .toList(),
                others(found.others()),
                origin.target(),
                origin.catalogue());
    }

    private static SearchEvent event(LinkResult.Unavailable none, ConeKey origin) {
        return new ObservationEvent.Unavailable(
                none.observation(),
                none.reason().word(),
                none.publicDate() == null ? null : none.publicDate().toString(),
                none.detail(),
                none.others().isEmpty() ? null : others(none.others()),
                origin.target(),
                origin.catalogue());
    }

    private static List<OtherLink> others(List<LinkResult.Other> others) {
        return others.stream()
                .map(other -> new OtherLink(
                        other.url(),
                        other.semantics(),
                        other.contentType(),
                        other.description(),
                        other.bytes(),
                        other.cloudAccess(),
                        orNull(other.qualifier()),
                        orNull(other.local()),
                        other.fetch() ? true : null))
                .toList();
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * Data that are not public or not taken yet are not a failure of the search. A fault is, and so are links that match no rule
     * if no links match any in the whole search, unless the request chose its links: then the rules are outdated, as when an
     * archive relabels its links, and "complete" must not hide that.
     */
    private static void note(LinkResult linked, ConeResult selection, SearchRun run) {
        Runnable note = linked.match(
                found -> () -> found.gaps()
                        .forEach(gap -> run.lost(
                                selection.host(), QuotedText.of(found.observation()) + " lacks links: " + gap)),
                unavailable -> () -> note(unavailable, run),
                failed -> () -> {}, // its own event records the failure
                gap -> () -> run.lost(gap.host(), gap.detail()));
        note.run();
    }

    private static void note(LinkResult.Unavailable none, SearchRun run) {
        boolean isChosen = run.request().links().isChosen() && none.isUnderstood();
        if (none.reason() == UnavailableReason.FAULT) {
            run.incomplete();
        } else if (none.reason() == UnavailableReason.NO_LINK && !isChosen) {
            run.notUnderstood();
        }
    }
}
