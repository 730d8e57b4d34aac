package dev.voyage.journal.lease;

import dev.voyage.journal.live.LiveSearch;
import dev.voyage.journal.live.LiveSearches;
import dev.voyage.journal.record.DrivenSearch;
import dev.voyage.journal.record.LeaseTerm;
import dev.voyage.journal.record.StoreMember;
import dev.voyage.journal.store.JournalWriter;
import dev.voyage.journal.store.LeaseRows;
import dev.voyage.journal.store.Store;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.politeness.HostShares;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Holds the leases of the searches that this replica drives, and takes over those that nobody drives.
 *
 * <p>One thread with a connection of its own renews all leases in one statement. Another gives up each search whose lease could
 * not be renewed in time, before it expires in the database: from then on the search asks no archive and appends nothing, and the
 * store would refuse it anyway. A third looks for searches to take over: every two seconds, when a lease of
 * another replica ends, and whenever another replica says so.
 */
public final class SearchLeases implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SearchLeases.class);

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final long JITTER_MILLIS = 500;
    private static final int AT_ONCE = 4;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    /** How often deadlines are looked at during the time by which they precede the database's. */
    private static final int LOOKS = 4;

    private final ReplicaIdentity replica;
    private final LeaseRows rows;
    private final Store store;
    private final JournalWriter writer;
    private final LiveSearches running;
    private final RepeatedTask renewing;
    private final RepeatedTask watching;
    private final RepeatedTask looking;
    private final LeaseConnection renewals;
    private final LeaseSignals signals;
    private final LeaseHandover handover;
    private volatile HostPermits permits; // null until the limits of hosts are shared
    private volatile LeaseListener listener; // null until searches may be taken over
    private volatile boolean draining;
    private final LongAdder takenOver = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private boolean failing; // of the renewing thread only

    /** The leases of a replica, which are renewed from now on; empty where searches are not leased. */
    public static Optional<SearchLeases> of(
            StoreMember member, Store store, JournalWriter writer, LiveSearches running) {
        if (!(member instanceof ReplicaIdentity replica)) {
            return Optional.empty();
        }
        var leases = new SearchLeases(replica, new LeaseRows(replica.id(), replica.length()), store, writer, running);
        leases.renewing.start();
        leases.watching.start();
        return Optional.of(leases);
    }

    private SearchLeases(
            ReplicaIdentity replica, LeaseRows rows, Store store, JournalWriter writer, LiveSearches running) {
        this.replica = replica;
        this.rows = rows;
        this.store = store;
        this.writer = writer;
        this.running = running;
        this.renewals = new LeaseConnection(replica.own());
        this.signals = new LeaseSignals(replica.signals(), rows, new SignalProbe(store.source(), replica.id(), LOOK));
        this.handover = new LeaseHandover(store, writer);
        this.renewing = new RepeatedTask("voyage-leases", this::renew);
        this.watching = new RepeatedTask("voyage-lease-watch", this::watch);
        this.looking = new RepeatedTask("voyage-claims", this::look);
    }

    /**
     * Shares the limits of hosts with the other replicas; before the first request.
     *
     * @param connections most requests at once to one host, from all replicas together
     */
    public void share(HostShares hosts, int connections) {
        var shared = new HostPermits(replica, hosts, connections, this::watch);
        shared.start();
        permits = shared;
    }

    /** The number of requests to archives that this replica may have in progress. */
    public int permits() {
        HostPermits shared = permits;
        return shared == null ? 0 : shared.held();
    }

    /** Begins to take over searches, the first ones at once. */
    public void begin(LeaseListener receiver) {
        listener = receiver;
        looking.start();
    }

    /** Renews the leases now. */
    private Duration renew() {
        Map<LeaseTerm, LiveSearch> mine = new TreeMap<>();
        running.all().forEach(search -> mine.put(search.lease(), search));
        if (mine.isEmpty()) {
            return replica.renewal();
        }
        long begun = System.nanoTime(); // before the database can have set the new end
        var kept = new HashMap<LeaseTerm, String>();
        Set<LeaseTerm> gone;
        try {
            gone = renewals.run(connection -> {
                kept.putAll(rows.renew(connection, mine.keySet()));
                return gone(connection, mine.keySet(), kept.keySet());
            });
        } catch (SQLException unreachable) {
            if (!failing) { // once for all attempts
                LOG.warnf("leases not renewed searches=%d reason=%s", mine.size(), unreachable.getMessage());
            }
            failing = true;
            return AFTER_FAILURE;
        }
        failing = false;
        long deadline = begun + replica.life().toNanos();
        mine.forEach((lease, search) -> {
            if (kept.containsKey(lease)) {
                search.renewed(deadline);
                grant(lease.search(), kept.get(lease));
            } else if (gone.contains(lease)) {
                lose(search, "its lease is another replica's");
            }
        });
        return replica.renewal();
    }

    /** Those that are not this replica's any more; neither those that it gives away nor those of searches that have just ended. */
    private Set<LeaseTerm> gone(Connection connection, Set<LeaseTerm> mine, Set<LeaseTerm> kept) throws SQLException {
        var gone = new HashSet<>(mine);
        gone.removeAll(kept);
        gone.removeIf(handover::isLeaving);
        if (!gone.isEmpty()) {
            gone.removeAll(rows.ended(connection, Set.copyOf(gone)));
        }
        return gone;
    }

    private void grant(String search, String wishOrNull) {
        LeaseListener receiver = listener;
        if (wishOrNull != null && receiver != null) {
            receiver.wished(search, LeaseWish.valueOf(wishOrNull));
        }
    }

    private Duration watch() {
        long now = System.nanoTime();
        for (LiveSearch search : running.all()) {
            if (now - search.deadlineNanos() >= 0) {
                lose(search, "its lease could not be renewed");
            }
        }
        return replica.margin().dividedBy(LOOKS);
    }

    private void lose(LiveSearch search, String why) {
        if (search.abandon(Problem.of(
                ProblemType.UNAVAILABLE,
                "search " + search.lease().search() + " is left to another replica: " + why))) {
            lost.increment();
            LOG.warnf("search lost search=%s reason=%s", search.lease().search(), why);
        }
    }

    private Duration look() {
        LeaseListener receiver = listener;
        boolean more = false;
        CompletableFuture<Void> inProgress = handover.beginClaim(); // before it looks whether this replica drains
        try {
            more = !draining && claim(receiver) >= AT_ONCE;
        } catch (Problem unreachable) {
            LOG.debugf("no searches taken over reason=%s", unreachable.getMessage());
        } finally {
            inProgress.complete(null);
        }
        Duration pause = more ? Duration.ZERO : LOOK;
        if (signals.await(pause.plusMillis(ThreadLocalRandom.current().nextLong(JITTER_MILLIS)))) {
            renewing.now(); // it may have been a wish
        }
        return Duration.ZERO;
    }

    /** Takes a few, so that several replicas get their parts of the searches of one that is lost; the number of searches taken. */
    private int claim(LeaseListener receiver) {
        List<DrivenSearch> claimed =
                running.claim(Math.min(AT_ONCE, receiver.places())).await().indefinitely();
        for (DrivenSearch search : claimed) {
            takenOver.increment();
            LOG.infof("search taken over search=%s term=%d", search.search().id(), search.term());
            receiver.claimed(search);
        }
        return claimed.size();
    }

    /**
     * Asks the owner of a search for a change; completes when the store has the wish. The owner grants it at once when it hears of
     * it, else when it renews its lease.
     *
     * @return whether the search has not ended
     */
    public Uni<Boolean> wish(String search, LeaseWish wish) {
        return writing("wish " + search, connection -> LeaseRows.wish(connection, search, wish.name()))
                .call(found -> LeaseSignals.send(store));
    }

    /** The owner has granted the wish. */
    public Uni<Void> granted(String search, LeaseWish wish) {
        return writing("wish " + search, connection -> {
            LeaseRows.grant(connection, search, wish.name());
            return null;
        });
    }

    /** Takes over no more searches. */
    public void drain() {
        draining = true;
    }

    /**
     * Gives all searches of this replica to the others, which take them at once; nothing must be appended to them any more.
     * Completes when the store has it, or does not work: then the leases expire.
     */
    public Uni<Void> release() {
        drain();
        return handover.release(rows::release, running::all);
    }

    /** As {@link #release()}, of one search; no effect if it is not driven here. */
    public Uni<Void> release(String search) {
        return running.find(search)
                .map(live ->
                        handover.release(connection -> rows.release(connection, live.lease()), () -> List.of(live)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Stops driving a search that cannot be continued here; its lease expires. */
    public void leave(String search) {
        running.find(search).ifPresent(live -> lose(live, "it could not be continued"));
    }

    /** The number of searches that are leased to this replica. */
    public int held() {
        return running.all().size();
    }

    /** The number of searches that this replica has taken over so far. */
    public long takenOver() {
        return takenOver.sum();
    }

    /** The number of searches so far that this replica had to leave to others without a stop of its own. */
    public long lost() {
        return lost.sum();
    }

    private <T> Uni<T> writing(String key, Store.Query<T> body) {
        return writer.run(key, transaction -> body.run(transaction.connection()), done -> {});
    }

    /** Stops all threads. Blocking, for a moment. */
    @Override
    public void close() {
        HostPermits shared = permits;
        if (shared != null) {
            shared.close();
        }
        looking.close();
        signals.close();
        watching.close();
        renewing.close();
        renewals.close();
    }
}
