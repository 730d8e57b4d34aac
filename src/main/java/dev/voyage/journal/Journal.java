package dev.voyage.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * All searches of a data directory: appended to by the process that drives a search, read by anyone
 * at any pace.
 *
 * <p>What writes ({@code create}, {@code append}, {@code phase}, {@code adopt}, {@code
 * MirrorFiles.keep}) takes effect when it is called, in the order of the calls; its Uni only says
 * how that went. What reads does so when subscribed. Nothing blocks the caller; Unis and streams go
 * on on the executor, or at once on the thread that asks.
 *
 * <p>Fails with {@code STORAGE} when the store does not work.
 */
public final class Journal implements AutoCloseable {

    /** From so many waiting events on, {@link #append} holds its caller back. */
    private static final int MOST_WAITING = 4096;

    private final Instance instance;
    private final Store store;
    private final SearchRows searches;
    private final FileRows files;
    private final Writer writer;
    private final MirrorFiles mirror;
    private final Retention retention;
    private final Follow follow;
    private final Reading reading;
    final Running running;
    private volatile boolean closed;

    /**
     * @param source of connections to a migrated store (SQLite: WAL, with a busy timeout)
     * @param mapper is copied; modules and naming count, the rest the journal sets itself
     * @param executor for reads, which block, and for telling readers; must outlive the journal
     * @param instance this process; closed with the journal
     */
    public Journal(DataSource source, ObjectMapper mapper, Clock clock, Executor executor, Instance instance) {
        var json = new Json(mapper);
        this.instance = instance;
        this.store = new Store(source, executor);
        this.searches = new SearchRows(json);
        this.files = new FileRows(json);
        var tables = new Transaction.Tables(searches, files, instance.id());
        this.writer = new Writer(store, tables, MOST_WAITING);
        this.mirror = new MirrorFiles(store, writer, clock);
        this.retention = new Retention(searches, writer, clock);
        this.running = new Running(searches, clock, writer, executor, instance.id());
        this.reading = new Reading(store, searches, files);
        this.follow = new Follow(store, searches, running, () -> closed);
        writer.start();
    }

    /**
     * Writes a search down, with {@code search.accepted} as its first event, and makes this process
     * the one that drives it; completes when durable.
     *
     * @return the new search, PENDING; or that of {@link #earlier}, and then its id is not {@code search.id()}
     */
    public Uni<SearchRecord> create(NewSearch search) {
        return begun(() -> running.create(search));
    }

    /**
     * What the same client has had created with the same key for the same request. Fails with {@code KEY_REUSED}
     * where the request was another.
     */
    public Uni<Optional<SearchRecord>> earlier(NewSearch search) {
        return reading.earlier(search);
    }

    /**
     * Makes this process the one that drives an unfinished search, as the store has it; its numbers go on where they were.
     *
     * @param search of {@link #orphans}, or one of this process that the store failed
     * @return the search as it is now; fails with {@code CONFLICT} where another process was faster or it has ended
     */
    public Uni<SearchRecord> adopt(SearchRecord search) {
        return begun(() -> running.adopt(search));
    }

    /**
     * Appends an event to a search that this process drives; it gets its number now. Readers see it once durable.
     *
     * @return completes when the event is accepted and not too much is waiting to be written, and
     *     for the last event when that is durable. Fails with {@code STORAGE} once an earlier event
     *     of the search was lost: then only its last event is taken, and where that is lost too,
     *     the search stays unfinished in the store and can be adopted. Fails with {@link
     *     IllegalStateException} for a search that has ended or runs elsewhere.
     */
    public Uni<Void> append(String search, SearchEvent event) {
        if (event instanceof SearchEvent.Accepted) {
            return Uni.createFrom().failure(new IllegalStateException("search.accepted is written by create"));
        }
        return begun(() -> running.driven(search).append(event));
    }

    /** Moves a search that this process drives on to another phase; completes when durable. */
    public Uni<Void> phase(String search, Phase phase) {
        if (phase.isEnd()) {
            throw new IllegalArgumentException("a search ends by its last event, not by " + phase);
        }
        return begun(() -> running.driven(search).phase(phase));
    }

    /**
     * Tells those who watch a running search live how far one of its files is. A watcher gets the latest of each file,
     * when it has nothing else to get; never stored, never fails, dropped where the search does not run here.
     */
    public void signal(String search, Signal progress) {
        running.find(search).ifPresent(live -> live.signal(progress));
    }

    /** What a search that this process drives has done up to the last event appended. */
    public Tally tally(String search) {
        return running.driven(search).tally();
    }

    /** What went wrong before it began is a failure of the Uni too. */
    private static <T> Uni<T> begun(Supplier<Uni<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException bug) {
            return Uni.createFrom().failure(bug);
        }
    }

    /**
     * Every stored event of a search behind a place, exactly once, in order, and then those that
     * come, as they become durable; with them, at the end of what is stored, the signals ({@link
     * Entry#isStored()} tells them apart). Completes behind the last event of the search, or when
     * the journal closes. Takes from the store what the reader asks for: a reader that does not ask
     * costs a cursor and at most one page.
     *
     * @param after the number of the last event already had, 0 for none; a number that is still to
     *     come is waited for
     * @return fails with {@code NOT_FOUND} where there is no such search
     */
    public Multi<Entry> follow(String search, long after) {
        return batches(search, after).onItem().disjoint();
    }

    /** As {@link #follow}, all that is ready at once: for writers that join it in one write. */
    public Multi<List<Entry>> batches(String search, long after) {
        return Multi.createFrom().publisher(feed(search, after));
    }

    /** As {@link #batches(String, long)}, bare: for where readers are many. */
    public Flow.Publisher<List<Entry>> feed(String search, long after) {
        return follow.from(search, after);
    }

    /**
     * As {@link #batches(String, long)} of several searches at once, which take turns: each comes in order, none waits
     * for another, and a batch is of one of them. Completes when all have.
     *
     * @param places where the reader is in each search, as {@code after}
     */
    public Multi<List<Entry>> batches(Map<String, Long> places) {
        return follow.from(places);
    }

    /**
     * The stored events behind a place, in order; fewer than {@code limit} do not mean that there are no more. Fails with
     * {@code NOT_FOUND} where there is no such search.
     */
    public Uni<List<Entry>> page(String search, long after, int limit) {
        return reading.page(search, after, limit);
    }

    /**
     * The stored events of some types, in order, a page at a time; the next page is read when it is
     * asked for. Ends behind the last one, and no page is empty.
     *
     * @param upTo the number of the last event that may be told
     * @param most so many events are all: nothing more is looked for
     */
    public Multi<List<Entry>> told(String search, Set<String> types, long upTo, long most) {
        return reading.told(search, types, upTo, most);
    }

    /**
     * As {@link #told(String, Set, long, long)}, all that says of one observation that it was found, linked,
     * unavailable, or failed.
     */
    public Multi<List<Entry>> told(String search, String observation, long upTo) {
        return reading.told(search, observation, upTo);
    }

    public Uni<Optional<SearchRecord>> find(String id) {
        return store.read(connection -> searches.find(connection, id));
    }

    /** All of these, in order; fails with {@code NOT_FOUND} for the first that is not there. */
    public Uni<List<SearchRecord>> find(List<String> ids) {
        return reading.searches(ids);
    }

    /**
     * Newest first.
     *
     * @param clientOrNull only those of this client
     * @param phaseOrNull only those in this phase
     * @param afterOrNull only those older than this search: the last id of the page before
     */
    public Uni<List<SearchRecord>> list(String clientOrNull, Phase phaseOrNull, String afterOrNull, int limit) {
        return store.read(connection -> searches.list(connection, clientOrNull, phaseOrNull, afterOrNull, limit));
    }

    /** One file of a search, by its path in the result. */
    public Uni<Optional<FileRecord>> file(String search, String path) {
        return store.read(connection -> files.find(connection, search, path));
    }

    /**
     * The files of a search by path.
     *
     * @param afterPath the last path of the page before, or null
     */
    public Uni<List<FileRecord>> files(String search, String afterPath, int limit) {
        return store.read(connection -> files.page(connection, search, afterPath, limit));
    }

    /**
     * All files of a search in the order of their paths, a page at a time; the next page is read when it is asked for.
     */
    public Multi<List<FileRecord>> manifest(String search) {
        return reading.manifest(search);
    }

    /** As {@link #manifest(String)}, the files of one observation only. */
    public Multi<List<FileRecord>> manifest(String search, String observation) {
        return reading.manifest(search, observation);
    }

    /** All searches that have not ended, whoever drives them, oldest first. */
    public Uni<List<SearchRecord>> unfinished() {
        return store.read(searches::unfinished);
    }

    /** Those of {@link #unfinished} that no living process drives. */
    public Uni<List<SearchRecord>> orphans() {
        return reading.orphans(instance);
    }

    /** Brings all readers to their end, those that come later too: this process stops; writing goes on. */
    public void endReaders() {
        closed = true;
        running.endReaders();
    }

    /** From now on; one only. */
    public void watch(Witness witness) {
        writer.watch(witness);
    }

    /** Whether what is appended will be written: false once the writer has died of a bug. */
    public boolean writes() {
        return writer.isAlive();
    }

    /** Forgets what has ended, and keeps what is pinned. */
    public Retention retention() {
        return retention;
    }

    /** What is known of the files of the mirror. */
    public MirrorFiles mirror() {
        return mirror;
    }

    /**
     * Writes all that was appended, ends the readers, and gives up what this process drove.
     * Blocking; later writes fail.
     */
    @Override
    public void close() {
        writer.close();
        endReaders();
        try {
            instance.close();
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }
}
