package dev.voyage.journal;

import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.Phase;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import dev.voyage.journal.event.TransientEvent;
import dev.voyage.journal.lease.SearchLeases;
import dev.voyage.journal.live.JournalFollower;
import dev.voyage.journal.live.LiveSearches;
import dev.voyage.journal.record.ClientLoad.ClientTotal;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.journal.record.StoreMember;
import dev.voyage.journal.store.FileRows;
import dev.voyage.journal.store.JournalListener;
import dev.voyage.journal.store.JournalQueries;
import dev.voyage.journal.store.JournalWriter;
import dev.voyage.journal.store.LeaseRows;
import dev.voyage.journal.store.MirrorFiles;
import dev.voyage.journal.store.NotificationRows;
import dev.voyage.journal.store.Retention;
import dev.voyage.journal.store.SearchFiles;
import dev.voyage.journal.store.SearchRows;
import dev.voyage.journal.store.Store;
import dev.voyage.journal.store.StoreDialect;
import dev.voyage.journal.store.Transaction;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * All searches of a data directory: appended to by the process that drives a search, read by any number of readers, each at its
 * own pace.
 *
 * <p>Writing methods ({@code create}, {@code append}, {@code phase}, {@code adopt}, {@code MirrorFiles.keep}) take effect when
 * called, in the order of the calls; the Uni only reports the result. Reading methods take effect when subscribed. Nothing blocks
 * the caller; Unis and streams continue on the executor, or at once on the requesting thread.
 *
 * <p>Fails with {@code STORAGE} when the store does not work.
 */
public final class Journal implements AutoCloseable {

    /** From this number of queued events on, {@link #append} delays its caller. */
    private static final int MOST_WAITING = 4096;

    private final StoreMember member;
    private final Optional<SearchLeases> leases;
    private final Store store;
    private final SearchRows searches;
    private final SearchFiles files;
    private final JournalWriter writer;
    private final MirrorFiles mirror;
    private final Retention retention;
    private final NotificationRows notifications;
    private final JournalFollower follow;
    private final JournalQueries reading;
    public final LiveSearches running;
    private volatile boolean closed;

    /**
     * @param source of connections to a migrated store (SQLite: WAL, with a busy timeout)
     * @param executor for reads, which block, and for notifying readers; must outlive the journal
     * @param member this process; closed with the journal
     */
    public Journal(DataSource source, Clock clock, Executor executor, StoreMember member) {
        this.member = member;
        this.store = new Store(source, executor, StoreDialect.of(member));
        this.searches = SearchRows.of(member);
        var rows = new FileRows(searches.json());
        this.writer = new JournalWriter(store, new Transaction.Tables(searches, rows, member.id()), MOST_WAITING);
        this.files = new SearchFiles(store, writer, rows);
        this.mirror = new MirrorFiles(store, writer, clock);
        this.retention = new Retention(searches, writer, clock);
        this.notifications = new NotificationRows(store, writer, clock);
        this.running = new LiveSearches(searches, clock, writer, executor, member);
        this.reading = new JournalQueries(store, searches);
        this.follow = new JournalFollower(store, searches, running, () -> closed);
        writer.start();
        this.leases = SearchLeases.of(member, store, writer, running);
    }

    /**
     * Records a search, with {@code search.accepted} as its first event, and makes this process its driver; completes when
     * durable.
     *
     * @return the new search, PENDING; or that of {@link #earlier}, and then its id is not {@code search.id()}. Fails as its
     *     {@link NewSearch#load} does, where replicas share the store
     */
    public Uni<SearchRecord> create(NewSearch search) {
        return begun(() -> running.create(search));
    }

    /**
     * The search that the same client created before with the same key for the same request. Fails with {@code KEY_REUSED} if
     * that request was different.
     */
    public Uni<Optional<SearchRecord>> earlier(NewSearch search) {
        return reading.earlier(search);
    }

    /** The running and queued searches of a client at all replicas; none where no replicas share the store. */
    public Uni<ClientTotal> total(String client) {
        return store.dialect().leases()
                ? store.read(connection -> LeaseRows.total(connection, client))
                : Uni.createFrom().item(ClientTotal.NONE);
    }

    /**
     * Makes this process the driver of an unfinished search, in its stored state; its event numbers continue.
     *
     * @param search of {@link #orphans}, or one of this process with events that could not be stored
     * @return the search as it is now; fails with {@code CONFLICT} if another process was faster or it has ended
     */
    public Uni<SearchRecord> adopt(SearchRecord search) {
        return begun(() -> running.adopt(search));
    }

    /**
     * Appends an event to a search that this process drives; the event gets its number now. Readers see it once durable.
     *
     * @return completes when the event is accepted and the write queue has room, and for the last event when that is durable.
     *     Fails with {@code STORAGE} once an earlier event of the search was lost: then only its last event is accepted, and if
     *     that is lost too, the search stays unfinished in the store and can be adopted. Fails with {@link IllegalStateException}
     *     for a search that has ended or runs elsewhere.
     */
    public Uni<Void> append(String search, SearchEvent event) {
        if (event instanceof SearchEvent.Accepted) {
            return Uni.createFrom().failure(new IllegalStateException("search.accepted is written by create"));
        }
        return begun(() -> running.driven(search).append(event));
    }

    /** Moves a search that this process drives to another phase; completes when durable. */
    public Uni<Void> phase(String search, Phase phase) {
        if (phase.isEnd()) {
            throw new IllegalArgumentException("a search ends by its last event, not by " + phase);
        }
        return begun(() -> running.driven(search).phase(phase));
    }

    /**
     * Signals the progress of one file to live readers of a running search. A reader gets the latest signal of each file when it
     * has no other events to get; never stored, never fails, dropped if the search does not run here.
     */
    public <E extends SearchEvent & TransientEvent> void signal(String search, E progress) {
        running.find(search).ifPresent(live -> live.signal(progress));
    }

    /** The counts of a search that this process drives, up to the last event appended. */
    public Tally tally(String search) {
        return running.driven(search).tally();
    }

    private static <T> Uni<T> begun(Supplier<Uni<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException bug) {
            return Uni.createFrom().failure(bug);
        }
    }

    /**
     * Every stored event of a search after a position, exactly once, in order, and then new ones as they become durable; at the
     * end of the stored events, also the signals ({@link JournalEntry#isStored()} distinguishes them). Completes after the last
     * event of the search, or when the journal closes. Reads from the store on demand: a reader without demand costs a cursor and
     * at most one page.
     *
     * @param after the number of the last event already received, 0 for none; the stream waits for a number not yet reached
     * @return fails with {@code NOT_FOUND} if the search does not exist
     */
    public Multi<JournalEntry> follow(String search, long after) {
        return batches(search, after).onItem().disjoint();
    }

    /** As {@link #follow}, in batches of all events ready at once: for writers that combine a batch into one write. */
    public Multi<List<JournalEntry>> batches(String search, long after) {
        return Multi.createFrom().publisher(feed(search, after));
    }

    /** As {@link #batches(String, long)}, as a plain publisher: for uses with many readers. */
    public Flow.Publisher<List<JournalEntry>> feed(String search, long after) {
        return follow.from(search, after);
    }

    /**
     * As {@link #batches(String, long)} of several searches at once, which take turns: the events of each are in order, no search
     * waits for another, and a batch holds events of one of them. Completes when all have.
     *
     * @param places the reader's position in each search, as {@code after}
     */
    public Multi<List<JournalEntry>> batches(Map<String, Long> places) {
        return follow.from(places);
    }

    /**
     * The stored events after a position, in order; fewer than {@code limit} do not mean that there are no more. Fails with
     * {@code NOT_FOUND} if the search does not exist.
     */
    public Uni<List<JournalEntry>> page(String search, long after, int limit) {
        return reading.page(search, after, limit);
    }

    /**
     * The stored events of some types, in order, a page at a time; the next page is read on demand. Ends after the last one, and
     * no page is empty.
     *
     * @param upTo the number of the last event that may be returned
     * @param most the maximum number of events: after that, nothing more is looked for
     */
    public Multi<List<JournalEntry>> events(String search, Set<String> types, long upTo, long most) {
        return reading.events(search, types, upTo, most);
    }

    /**
     * As {@link #events(String, Set, long, long)}, all events that report one observation as found, linked, unavailable, or failed.
     */
    public Multi<List<JournalEntry>> events(String search, String observation, long upTo) {
        return reading.events(search, observation, upTo);
    }

    public Uni<Optional<SearchRecord>> find(String id) {
        return store.read(connection -> searches.find(connection, id));
    }

    /** All of these, in order; fails with {@code NOT_FOUND} for the first that does not exist. */
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

    /**
     * Gives a search another name, or none; completes when durable. Fails with {@code NOT_FOUND} if the search does not exist.
     *
     * @param nameOrNull checked by the caller
     */
    public Uni<Void> rename(String search, String nameOrNull) {
        return searches.rename(writer, search, nameOrNull);
    }

    /** All searches that have not ended, driven by any process, oldest first. */
    public Uni<List<SearchRecord>> unfinished() {
        return store.read(searches::unfinished);
    }

    /** Those of {@link #unfinished} that no living process drives. */
    public Uni<List<SearchRecord>> orphans() {
        return reading.orphans(member);
    }

    /** Where several replicas share the store. */
    public Optional<SearchLeases> leases() {
        return leases;
    }

    /** Sets the receiver of searches that must not be driven here any more, since their leases are lost; must not block. */
    public void onLost(Consumer<String> receiver) {
        running.onLost(receiver);
    }

    /** Ends all readers, including later ones, because this process stops; writing continues. */
    public void endReaders() {
        closed = true;
        running.endReaders();
    }

    /** Sets the only listener, from now on. */
    public void watch(JournalListener witness) {
        writer.watch(witness);
    }

    /** Whether appended events will be written: false once the writer has died of a bug. */
    public boolean writes() {
        return writer.isAlive();
    }

    public Retention retention() {
        return retention;
    }

    public NotificationRows notifications() {
        return notifications;
    }

    public SearchFiles files() {
        return files;
    }

    public MirrorFiles mirror() {
        return mirror;
    }

    /**
     * Writes everything appended so far, ends the readers, and releases the searches of this process. Blocking; later writes
     * fail.
     */
    @Override
    public void close() {
        leases.ifPresent(SearchLeases::close);
        writer.close();
        endReaders();
        try {
            member.close();
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }
}
