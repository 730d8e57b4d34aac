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
                            .map(
                                    d ->
                                            new SearchEvent.DirectoryLink(
                                                    d.url().toString(), d.rule().word(), d.bytes()))
                            .toList(),
                    found.others().stream()
                            .map(
                                    o ->
                                            new SearchEvent.OtherLink(
                                                    o.url(),
                                                    o.semantics(),
                                                    o.contentType(),
                                                    o.description()))
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
     * Data that are not public yet, or not taken yet, are no failure of the search; links that
     * nobody could make sense of, or that the archive answered with a fault, are: "complete" must
     * not hide them.
     */
    static void note(Linked linked, Run run) {
        if (linked instanceof Linked.Unavailable none
                && (none.reason() == Reason.NO_LINK || none.reason() == Reason.FAULT)) {
            run.incomplete();
        }
    }
}
