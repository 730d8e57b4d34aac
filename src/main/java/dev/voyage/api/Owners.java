package dev.voyage.api;

import dev.voyage.journal.Journal;
import dev.voyage.journal.SearchIds;
import dev.voyage.journal.SearchRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whose a search is, or what may become one. */
@ApplicationScoped
class Owners {

    private final Journal journal;
    private final UwsDrafts drafts;

    Owners(Journal journal, UwsDrafts drafts) {
        this.journal = journal;
        this.drafts = drafts;
    }

    /** The id of its owner; nothing where there is no such search. */
    Uni<Optional<String>> of(String search) {
        Optional<String> ofDraft = drafts.find(search).map(UwsDrafts.Draft::client);
        if (ofDraft.isPresent() || !SearchIds.isId(search)) {
            return Uni.createFrom().item(ofDraft);
        }
        return journal.find(search).map(found -> found.map(SearchRecord::client));
    }
}
