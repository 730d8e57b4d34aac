package dev.voyage.journal.store;

import dev.voyage.journal.record.FileRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The files of each search, by their paths in its result. Everything fails with {@code STORAGE} when the store does not work. */
public final class SearchFiles {

    private static final int PAGE = 1000;

    private final Store store;
    private final FileRows rows;

    public SearchFiles(Store store, FileRows rows) {
        this.store = store;
        this.rows = rows;
    }

    /** One file of a search. */
    public Uni<Optional<FileRecord>> find(String search, String path) {
        return store.read(connection -> rows.find(connection, search, path));
    }

    /**
     * The files of a search by path.
     *
     * @param afterPath the last path of the page before, or null
     */
    public Uni<List<FileRecord>> page(String search, String afterPath, int limit) {
        return store.read(connection -> rows.page(connection, search, afterPath, limit));
    }

    /** All files of a search in the order of their paths, a page at a time; the next page is read on demand. */
    public Multi<List<FileRecord>> all(String search) {
        return pages(after -> connection -> rows.page(connection, search, after, PAGE));
    }

    /** As {@link #all(String)}, the files of one observation only. */
    public Multi<List<FileRecord>> all(String search, String observation) {
        return pages(after -> connection -> rows.page(connection, search, observation, after, PAGE));
    }

    /** @param page reads the files after a path */
    private Multi<List<FileRecord>> pages(Function<String, Store.Query<List<FileRecord>>> page) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new String[] {""}, last -> store.read(page.apply(last[0]))
                        .invoke(files -> last[0] = files.isEmpty()
                                ? last[0]
                                : files.get(files.size() - 1).file()))
                .whilst(files -> files.size() == PAGE);
    }
}
