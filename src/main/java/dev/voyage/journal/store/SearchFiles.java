package dev.voyage.journal.store;

import dev.voyage.journal.record.FileAddress;
import dev.voyage.journal.record.FileRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The files of each search, by their paths in its result. Everything fails with {@code STORAGE} when the store does not work. */
public final class SearchFiles {

    private static final int PAGE = 1000;

    private final Store store;
    private final JournalWriter writer;
    private final FileRows rows;

    public SearchFiles(Store store, JournalWriter writer, FileRows rows) {
        this.store = store;
        this.writer = writer;
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

    /**
     * The addresses and paths of complete files of other searches that have one of these addresses or one of these contents.
     * Searches that are being removed do not count. Everything appended before the call is considered.
     *
     * @param urls at most 1000, as {@code sha256s}
     */
    public Uni<List<FileAddress>> ofOthers(String search, Collection<String> urls, Collection<String> sha256s) {
        return writer.run("files", transaction -> null)
                .chain(() -> store.read(connection -> rows.ofOthers(connection, search, urls, sha256s)));
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
