package dev.voyage.search;

import dev.voyage.datalink.Datalink;
import dev.voyage.datalink.Linked;
import dev.voyage.datalink.Reason;
import dev.voyage.journal.DirectoryLink;
import dev.voyage.journal.ObservationEvent;
import dev.voyage.journal.OtherLink;
import dev.voyage.journal.SearchEvent;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** From selected rows to the directories of their files. */
final class Links {

    private final Datalink datalink;

    Links(Datalink datalink) {
        this.datalink = datalink;
    }

    /**
     * Looks up the links of what one cone search selected, and tells them.
     *
     * @return those with links, where the search is about files; never fails with a {@code Problem}
     */
    Multi<Linked.Found> of(Selection selection, Run run) {
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
                .call(linked -> run.tell(event(linked, selection.origin())))
                .invoke(linked -> note(linked, run))
                .select()
                .where(linked -> linked instanceof Linked.Found && run.request().action() != Action.LINKS)
                .map(Linked.Found.class::cast);
        return Multi.createBy().concatenating().streams(gone, found);
    }

    /** What was told, or is to be run again, and is no longer in the catalogue's answer. */
    private static Uni<Void> missing(Selection selection, Run run) {
        Origin origin = selection.origin();
        for (String observation : run.scope().expected(origin)) {
            if (!selection.has(observation)) {
                run.incomplete();
                run.degraded(selection.host(), notThere(observation).detail());
            }
        }
        return Multi.createFrom()
                .iterable(run.past().unlinked(origin))
                .filter(known -> !selection.has(known.id()))
                .onItem()
                .transformToUniAndConcatenate(known -> run.tell(
                        Cones.failed(known.id(), origin, notThere(known.id()).members())))
                .onItem()
                .ignoreAsUni();
    }

    private static Problem notThere(String observation) {
        return Problem.of(
                Kind.MALFORMED,
                "asked again, the catalogue has no observation " + Quoted.of(observation) + " any more");
    }

    private static SearchEvent event(Linked linked, Origin origin) {
        if (linked instanceof Linked.Found found) {
            return new ObservationEvent.Linked(
                    found.observation(),
                    found.directories().stream()
                            .map(d -> new DirectoryLink(
                                    d.url().toString(), d.rule().word(), d.bytes(), d.cloudAccess()))
                            .toList(),
                    found.others().stream()
                            .map(o -> new OtherLink(o.url(), o.semantics(), o.contentType(), o.description()))
                            .toList(),
                    origin.target(),
                    origin.catalogue());
        } else if (linked instanceof Linked.Unavailable none) {
            return new ObservationEvent.Unavailable(
                    none.observation(),
                    none.reason().word(),
                    none.publicDate() == null ? null : none.publicDate().toString(),
                    none.detail(),
                    origin.target(),
                    origin.catalogue());
        }
        var failed = (Linked.Failed) linked;
        return Cones.failed(failed.observation(), origin, failed.problem().members());
    }

    /**
     * Data that are not public or not taken yet are no failure of the search. A fault is, and so are links that no rule
     * understands where it understands none in the whole search: then it is the rules that fail, as when an archive
     * relabels its links, and "complete" must not hide that.
     */
    private static void note(Linked linked, Run run) {
        if (linked instanceof Linked.Unavailable none && none.reason() == Reason.FAULT) {
            run.incomplete();
        } else if (linked instanceof Linked.Unavailable none && none.reason() == Reason.NO_LINK) {
            run.notUnderstood();
        }
    }
}
