package dev.voyage.api.guard;

import dev.voyage.api.uws.UwsPendingJobs;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.journal.record.SearchRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The owners of searches, and of pending jobs. */
@ApplicationScoped
class SearchOwners {

    private final Journal journal;
    private final UwsPendingJobs drafts;

    SearchOwners(Journal journal, UwsPendingJobs drafts) {
        this.journal = journal;
        this.drafts = drafts;
    }

    /** The id of its owner; empty if there is no such search. */
    Uni<Optional<String>> of(String search) {
        Optional<String> ofDraft = drafts.find(search).map(UwsPendingJobs.Draft::client);
        if (ofDraft.isPresent() || !SearchIds.isId(search)) {
            return Uni.createFrom().item(ofDraft);
        }
        return journal.find(search).map(found -> found.map(SearchRecord::client));
    }
}
