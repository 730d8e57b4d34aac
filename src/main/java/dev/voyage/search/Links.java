package dev.voyage.search;

import dev.voyage.datalink.Linked;
import dev.voyage.datalink.Reason;
import dev.voyage.journal.SearchEvent;

/** What is told about an observation's links. */
final class Links {

    private Links() {}

    static SearchEvent event(Linked linked) {
        if (linked instanceof Linked.Found found) {
            return new SearchEvent.ObservationLinked(
                    found.observation(),
                    found.directories().stream()
                            .map(d -> new SearchEvent.DirectoryLink(
                                    d.url().toString(), d.rule().word(), d.bytes(), d.cloudAccess()))
                            .toList(),
                    found.others().stream()
                            .map(o ->
                                    new SearchEvent.OtherLink(o.url(), o.semantics(), o.contentType(), o.description()))
                            .toList());
        } else if (linked instanceof Linked.Unavailable none) {
            return new SearchEvent.ObservationUnavailable(
                    none.observation(),
                    none.reason().word(),
                    none.publicDate() == null ? null : none.publicDate().toString(),
                    none.detail());
        }
        var failed = (Linked.Failed) linked;
        return new SearchEvent.ObservationFailed(
                failed.observation(), failed.problem().members(), 0, 0, 0);
    }

    /**
     * Data that are not public or not taken yet are no failure of the search. A fault is, and so are links that no rule
     * understands where it understands none in the whole search: then it is the rules that fail, as when an archive
     * relabels its links, and "complete" must not hide that.
     */
    static void note(Linked linked, Run run) {
        if (linked instanceof Linked.Unavailable none && none.reason() == Reason.FAULT) {
            run.incomplete();
        } else if (linked instanceof Linked.Unavailable none && none.reason() == Reason.NO_LINK) {
            run.notUnderstood();
        }
    }
}
