package dev.voyage.api;

import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The manifest of a search, a page at a time. */
final class ManifestPages {

    private static final int PAGE = 1000;

    private ManifestPages() {}

    /**
     * All files of the search in the order of their paths; the next page is read when it is asked
     * for.
     */
    static Multi<List<FileRecord>> of(Journal journal, String search) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new String[] {null}, last -> page(journal, search, last))
                .whilst(page -> page.size() == PAGE);
    }

    private static Uni<List<FileRecord>> page(Journal journal, String search, String[] last) {
        return journal.files(search, last[0], PAGE)
                .invoke(page -> last[0] =
                        page.isEmpty() ? last[0] : page.get(page.size() - 1).file());
    }
}
